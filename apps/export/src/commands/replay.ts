import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { Command, Options } from "@effect/cli"
import { Effect } from "effect"
import * as Replay from "../run/Replay.ts"
import * as journal from "./journal.ts"

const to = Options.text("to").pipe(
  Options.withPseudoName("dir"),
  Options.withDescription("folder for the files; nothing in it is overwritten"),
)

const command = Command.make(
  "replay",
  { ...journal.place, dataset: journal.dataset, to, serial: journal.serial },
  (given) =>
    journal.inside(given, ({ out, profile }) =>
      Effect.gen(function* () {
        const run = yield* journal.findRun(profile, given.dataset, given.serial)
        const files = yield* Replay.run(run, out, given.to)
        if (given.json) return yield* Output.writeLine(JSON.stringify({ files }))
        for (const file of files) yield* Output.writeLine(file)
      }),
    ),
)

export const replay = Runnable.make(command, {
  details: [
    "Makes the tables and the workbook of a closed run again from its raw documents and proves them against the hashes of the run; the raw documents themselves, and the files of open runs, are copied.",
  ],
  examples: [{ command: "amili-export replay 1 --out exports --to again", effect: "the files of run 1 once more" }],
})
