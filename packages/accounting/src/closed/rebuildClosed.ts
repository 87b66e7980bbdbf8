/** Records the entries of a closed run again: its documents classified with what the runs before it said. */
import type { Rebuilding } from "@amili-cases/export-engine/dataset/Dataset"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { Effect } from "effect"
import { asArchived, forEachBatch } from "../cases/remaking.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import * as History from "./History.ts"
import { detailsOf } from "./remakeClosed.ts"

export const rebuild = ({ archive, manifest, run }: Rebuilding) =>
  Effect.gen(function* () {
    const runs = yield* Runs
    const { settings } = yield* detailsOf(manifest)
    const ledger = ClosedLedger.make({
      profile: run.profile,
      privacy: asArchived(manifest.privacy),
      classes: settings.classes,
      limits: { floor: run.floor ?? undefined, until: run.window_until ?? undefined },
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
