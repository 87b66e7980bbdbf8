import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { datasets } from "@amili-cases/accounting/datasets"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import * as Command from "@effect/cli/Command"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as JournalLocation from "@amili-cases/operations/profile/JournalLocation"
import { ownerOf } from "../../setup/chosen.ts"
import { say } from "../../output/say.ts"
import * as journal from "../../setup/journal.ts"

const command = Command.make("rebuild", journal.place, (given) =>
  Effect.gen(function* () {
    const { location, out, profile } = yield* Effect.flatMap(ownerOf(given), JournalLocation.locate)
    const folder = (yield* Path.Path).resolve(out)
    const rebuilt = yield* Effect.provide(Rebuild.run(datasets, profile, folder), KnownJournal.opened(location))
    if (given.json) return yield* Output.writeLine(JSON.stringify({ profile, rebuilt }))
    for (const { dataset, serial } of rebuilt)
      yield* say({
        en: `${dataset} run ${serial} is in the journal again`,
        sv: `körning ${serial} av ${dataset} finns i journalen igen`,
      })
    yield* say(
      rebuilt.length === 0
        ? { en: "the journal knows every run of the folder", sv: "journalen känner till alla körningar i mappen" }
        : {
            en: "check it with amili-export verify, then go on as before",
            sv: "kontrollera den med amili-export verify, och fortsätt sedan som förut",
          },
    )
  }),
)

export const rebuild = Runnable.make(command, {
  details: [
    "Records every run whose manifest and raw documents are in the folder, in the order of their numbers, and proves each against the hashes in its manifest. The journal may be new, or one from a backup that lacks the last runs; one that is damaged is to be moved aside first.",
    "The files of all runs must be in the folder, also those that were archived. What only the journal knew is not made again: up to when nothing new was found, what abandoned runs would have exported, and drafts of vouchers.",
  ],
  examples: [
    { command: "amili-export journal rebuild --out exports", effect: "the journal is lost, the files are there" },
  ],
})
