import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Purge from "@amili-cases/export-engine/evidence/Purge"
import { datasets } from "@amili-cases/accounting/datasets"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { say } from "../output/say.ts"
import * as decision from "../setup/decision.ts"
import * as journal from "../setup/journal.ts"
import * as Confirm from "./journal/confirm.ts"

const debtorData = Options.boolean("debtor-data").pipe(
  Options.withDescription("remove the files that hold debtors' names and numbers"),
)
const olderThan = Dates.option("older-than", `of runs begun before: ${Dates.forms}`)

const command = Command.make(
  "purge",
  { ...journal.place, debtorData, olderThan, yes: Confirm.yes, ...decision.options },
  (given) =>
    Effect.gen(function* () {
      if (!given.debtorData) {
        return yield* inBoth(
          { message: "nothing to purge is named", hint: "add --debtor-data" },
          { message: "inget att ta bort har angetts", hint: "lägg till --debtor-data" },
        )
      }
      const { kept, removed } = yield* journal.changing(given, ({ out, profile }) =>
        Effect.gen(function* () {
          const folder = yield* (yield* Folder).open(out)
          const found = yield* Purge.examine(datasets, profile, given.olderThan)
          for (const { dataset, files, run } of given.json ? [] : found) {
            yield* Output.note(`${dataset.name} run ${run.serial}: ${files.map(({ name }) => name).join(", ")}`)
          }
          if (found.length === 0) return { kept: [], removed: [] }
          const decided = yield* decision.decisionOf(given)
          yield* Confirm.confirm(given, {
            en: "Remove these files, and keep copies without debtor data",
            sv: "Ta bort filerna, och behåll kopior utan gäldenärsuppgifter",
          })
          return yield* Purge.purge(found, folder, decided)
        }).pipe(Effect.scoped),
      )
      if (given.json) return yield* Output.writeLine(JSON.stringify({ removed, kept }))
      yield* say({
        en: `${removed.length} ${removed.length === 1 ? "file" : "files"} with debtor data removed`,
        sv: `${removed.length} ${removed.length === 1 ? "fil" : "filer"} med gäldenärsuppgifter borttagna`,
      })
      if (kept.length > 0)
        yield* say({
          en: `${kept.length} without debtor data written in their place`,
          sv: `${kept.length} utan gäldenärsuppgifter skrivna i stället`,
        })
      for (const file of removed) yield* Output.writeLine(file)
    }),
)

export const purge = Runnable.make(command, {
  details: [
    "Removes the tables, workbooks and raw documents of old runs that were made with --debtor masked or full. Before that it writes the same files without debtor data, named -without-debtors, since the law may ask you to keep what you have booked from. The manifests, the totals, the hashes and what the journal knows of each case stay.",
    "Asks on a terminal; elsewhere it needs --yes, --by and --reason.",
  ],
  examples: [
    { command: "amili-export purge --debtor-data --older-than 365d --out exports", effect: "runs older than a year" },
  ],
})
