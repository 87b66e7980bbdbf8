import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import { datasetCalled } from "@amili-cases/accounting/datasets"
import * as Replay from "@amili-cases/export-engine/evidence/Replay"
import * as journal from "../setup/journal.ts"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"

const to = Values.path("to", "dir").pipe(Options.withDescription("folder for the files; nothing in it is overwritten"))

const command = Command.make(
  "replay",
  { ...journal.place, dataset: journal.dataset, to, serial: journal.serial },
  (given) =>
    journal.inside(given, ({ out, profile }) =>
      Effect.gen(function* () {
        const run = yield* KnownJournal.findRun(profile, given.dataset, given.serial)
        const { failed, made: files } = yield* Replay.run(datasetCalled(given.dataset), run, out, given.to)
        if (given.json) {
          const made = files.map(({ how, name }) => ({ name, how }))
          yield* Output.writeLine(JSON.stringify({ files: files.map(({ path }) => path), made }))
        } else {
          for (const { how, name } of files) yield* Output.note(`${name}: ${how}`)
          for (const { path } of files) yield* Output.writeLine(path)
        }
        const [first] = failed
        if (first !== undefined) return yield* first
      }),
    ),
)

export const replay = Runnable.make(command, {
  details: [
    "Makes the tables and the workbook of a run again from its raw documents, proves them against the hashes of the run, and says of each file how it came about: made again, same bytes; copied from the run (always the raw documents, which all else is made of, and the bridge of an open run, for which the API was asked); or, of a workbook that is gone, made again: same content, other compression, since another version of Node may compress it otherwise.",
  ],
  examples: [{ command: "amili-export replay 1 --out exports --to again", effect: "the files of run 1 once more" }],
})
