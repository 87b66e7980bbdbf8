import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { Command, Options } from "@effect/cli"
import { Effect } from "effect"
import * as Purge from "@amili-cases/export-engine/evidence/Purge"
import * as journal from "../setup/journal.ts"

const debtorData = Options.boolean("debtor-data").pipe(
  Options.withDescription("remove the files that hold debtors' names and numbers"),
)
const olderThan = Dates.option("older-than", `of runs begun before: ${Dates.forms}`)

const command = Command.make("purge", { ...journal.place, debtorData, olderThan }, (given) =>
  Effect.gen(function* () {
    if (!given.debtorData) {
      return yield* new UsageError({ message: "nothing to purge is named", hint: "add --debtor-data" })
    }
    const removed = yield* journal.changing(given, ({ out, profile }) =>
      Purge.debtorData(profile, out, given.olderThan),
    )
    if (given.json) return yield* Output.writeLine(JSON.stringify({ removed }))
    yield* Output.note(`${removed.length} ${removed.length === 1 ? "file" : "files"} with debtor data removed`)
    for (const file of removed) yield* Output.writeLine(file)
  }),
)

export const purge = Runnable.make(command, {
  details: [
    "Removes the tables, workbooks and raw documents of old runs that were made with --debtor masked or full. The manifests, the totals, the hashes and what the journal knows of each case stay.",
    "The law may ask you to keep what you have booked from: export it without debtor data first.",
  ],
  examples: [
    { command: "amili-export purge --debtor-data --older-than 365d --out exports", effect: "runs older than a year" },
  ],
})
