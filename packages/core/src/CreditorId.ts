/** The id of a company that hands its unpaid invoices to Amili. Apart from `Creditor`, which a case does without. */
import * as Brand from "effect/Brand"
import * as Option from "effect/Option"
import * as Field from "./Field.ts"

/** The id of a creditor: 24 hex digits, lower case. */
export const CreditorId = Field.objectId("CreditorId")
export type CreditorId = typeof CreditorId.Type

/** The id that a text is, if it is one. */
export const parse = (text: string): Option.Option<CreditorId> =>
  Field.isObjectId(text) ? Option.some(branded(text)) : Option.none()

const branded = Brand.nominal<CreditorId>()
