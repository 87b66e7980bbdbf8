/** How the commands about cases show them: what may be chosen of a case, and the debtor only on request. */
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import type { Case } from "@amili-cases/core/Case"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as CaseColumns from "./CaseColumns.ts"
import * as CaseFields from "./CaseFields.ts"
import * as Globals from "../Globals.ts"

/** The options of every command that shows cases. */
export const options = {
  ...Rows.options,
  fields: Rows.fields(CaseColumns.all),
  debtor: Options.boolean("debtor").pipe(
    Options.withDescription("show the debtor's name and numbers, which are otherwise not even requested"),
  ),
  ...Globals.options,
}

export interface Chosen extends Globals.Chosen, Rows.Chosen {
  readonly fields: Option.Option<string>
  readonly debtor: boolean
}

/** How the rows are shown; fails where the options cannot be combined. */
export const shapeOf = (chosen: Chosen, kind: CaseColumns.Kind): Effect.Effect<Rows.Shape<Case>, UsageError> =>
  Effect.gen(function* () {
    const format = yield* Rows.formatOf(chosen)
    if (Option.isNone(chosen.fields))
      return { ...format, columns: CaseColumns.of(kind, chosen.debtor), document: CaseFields.complete }
    const columns = yield* Rows.pick(CaseColumns.all, chosen.fields.value)
    const personal = columns.find((column) => column.personal === true)
    if (personal !== undefined && !chosen.debtor)
      return yield* new UsageError({
        message: `--fields: "${personal.name}" is about the debtor`,
        hint: "add --debtor to see it",
      })
    return { ...format, columns, document: Rows.documentOf(columns) }
  })
