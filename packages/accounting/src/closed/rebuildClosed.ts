/** Records the entries of a closed run again: its documents classified with what the runs before it said. */
import type { Rebuilding } from "@amili-cases/export-engine/dataset/Dataset"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Effect from "effect/Effect"
import { forEachBatch } from "../cases/remaking.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import * as History from "./records/History.ts"
import { rulesOf } from "./remakeClosed.ts"

export const rebuild = (rebuilding: Rebuilding) =>
  Effect.gen(function* () {
    const { archive, run } = rebuilding
    const runs = yield* Runs
    const { rules } = yield* rulesOf(rebuilding)
    const ledger = ClosedLedger.make({
      ...rules,
      history: yield* History.journal(run.profile, (lines) => runs.whileOurs(run, lines)),
      begin: Effect.succeed({
        place: { serial: run.serial },
        write: () => Effect.void,
        archive: () => Effect.void,
        archiveName: "",
      }),
    })
    yield* forEachBatch(archive, ledger.add)
    yield* ledger.flush
    return ledger.dataHash()
  })
