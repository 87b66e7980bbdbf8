import * as Runnable from "@amili-cases/app-kit/Runnable"
import { Command } from "@effect/cli"
import { Effect } from "effect"
import * as Datasets from "../format/Datasets.ts"
import * as Layers from "../Layers.ts"
import * as Backfill from "../run/Backfill.ts"
import * as options from "./options.ts"
import { creditorsOf, settingsOf } from "./settings.ts"
import { tell } from "./tell.ts"

const command = Command.make(
  "backfill",
  {
    ...options.files,
    class: options.classes,
    from: options.date("from", "Closed at or after this."),
    until: options.date("until", "Closed before this; now by default."),
  },
  (given) =>
    Effect.gen(function* () {
      const from = yield* options.dateOf("from", given.from)
      const until = yield* options.dateOf("until", given.until)
      const creditors = yield* creditorsOf(given.creditor)
      const settings = yield* settingsOf(Datasets.closed, given)
      yield* tell(yield* Backfill.run({ settings, creditors, from, until }), settings.profile, given)
    }).pipe(Effect.provide(Layers.runAs(given.profile))),
)

export const backfill = Runnable.make(command, {
  details: ["Writes all cases closed in a period, exported before or not, and leaves the journal alone."],
  examples: [
    { command: "amili-export backfill --from 2025-01-01 --until 2026-01-01 --out again", effect: "all of 2025" },
  ],
})
