/** A company that hands its unpaid invoices to Amili. Fields as seen; the API documents none of them. */
import * as Schema from "effect/Schema"
import { CreditorId } from "./CreditorId.ts"
import * as Field from "./Field.ts"
import * as Resource from "./Resource.ts"

export { CreditorId }

const fields = Schema.Struct({
  ...Field.system(CreditorId),
  /** The name of the company. */
  name: Field.optional("name", Schema.String),
  /** Its organization number. */
  organizationNumber: Field.optional("organization_no", Field.Text),
  /** Whether it hands cases to Amili now. */
  isActive: Field.optional("is_active", Schema.Boolean),
  /** Not documented: `account` as it came, if it is text. */
  accountId: Field.lenient("account", Schema.String),
})

/** The company that is owed the money. A field that the API did not give is absent. */
export interface Creditor extends Schema.Schema.Type<typeof fields> {}
/** A creditor as JSON, under the API's names. */
export interface CreditorWire extends Schema.Schema.Encoded<typeof fields> {}
export const Creditor: Schema.Schema<Creditor, CreditorWire> = fields.annotations({ identifier: "Creditor" })

/** The list `creditors`, for a reader of one's own. */
export const resource: Resource.Resource<Creditor> = Resource.make("creditors", Creditor)
