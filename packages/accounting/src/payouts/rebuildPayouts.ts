/** Records the events of a run over payouts again: what it had seen, judged with what the runs before it said. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Rebuilding } from "@amili-cases/export-engine/dataset/Dataset"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Memory from "./ledger/Memory.ts"
import * as PayoutsLedger from "./ledger/PayoutsLedger.ts"
import { forEachBatch } from "./remakePayouts.ts"

export const rebuild = ({ archive, run }: Rebuilding) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const ledger = PayoutsLedger.make({
      profile: run.profile,
      today: CalendarDay.of(DateTime.unsafeMake(run.started_at)),
      memory: yield* Memory.journal(run.profile, (noted) => runs.whileOurs(run, noted)),
      serial: run.serial,
      begin: Effect.succeed({
        place: { serial: run.serial },
        write: () => Effect.void,
        archive: () => Effect.void,
        archiveName: "",
      }),
    })
    yield* forEachBatch(archive, ledger.add)
    return ledger.dataHash()
  })
