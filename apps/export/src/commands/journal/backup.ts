import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import * as Backup from "@amili-cases/export-engine/database/Backup"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as JournalLocation from "@amili-cases/operations/profile/JournalLocation"
import { ownerOf } from "../../setup/chosen.ts"
import * as journal from "../../setup/journal.ts"

const to = Values.path("to", "file").pipe(Options.withDescription("the new file; nothing is overwritten"))

const command = Command.make("backup", { ...journal.place, to }, (given) =>
  Effect.gen(function* () {
    const { location } = yield* Effect.flatMap(ownerOf(given), JournalLocation.locate)
    if (location._tag === "Server") {
      return yield* inBoth(
        { message: "a journal in PostgreSQL is backed up by the server", hint: "use pg_dump" },
        { message: "en journal i PostgreSQL säkerhetskopieras av servern", hint: "använd pg_dump" },
      )
    }
    const file = (yield* Path.Path).resolve(given.to)
    yield* journal.inside(given, () => Backup.write(file))
    yield* Output.writeLine(given.json ? JSON.stringify({ file }) : file)
  }),
)

export const backup = Runnable.make(command, {
  details: [
    "Writes everything that is committed to a new file, also while an export is running. Back up the files of the runs with it.",
    "A backup that is older than the last run is refused when it is put in the journal's place: amili-export journal rebuild adds the runs that it lacks.",
  ],
  examples: [
    {
      command: "amili-export journal backup --to journal-2026-01-31.db --out exports",
      effect: "before moving to another machine",
    },
  ],
})
