/** Writes the files of a closed run again: its documents classified with what the journal knew then. */
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import { archiveName } from "@amili-cases/export-engine/run/Staging"
import { SettlementClass } from "@amili-cases/core/SettlementClass"
import { Effect, Schema } from "effect"
import { asArchived, filesOptions, forEachBatch } from "../cases/remaking.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import { closedOutput } from "./ClosedOutput.ts"
import * as History from "./History.ts"
import { Reconciliation } from "./Reconciliation.ts"

const Details = Schema.Struct({
  reconciliation: Schema.optional(Reconciliation),
  settings: Schema.Struct({
    /** Classes of close reasons other than ours. */
    classes: Schema.optional(Schema.Record({ key: Schema.String, value: SettlementClass })),
  }),
})
export const detailsOf = Schema.decodeUnknown(Details)

export const remake = (remaking: Remaking) =>
  Effect.gen(function* () {
    const { archive, base, manifest, run } = remaking
    const { reconciliation, settings } = yield* detailsOf(manifest)
    const files = yield* RunFiles.open(closedOutput, filesOptions(remaking))
    const ledger = ClosedLedger.make({
      profile: run.profile,
      privacy: asArchived(manifest.privacy),
      classes: settings.classes,
      limits: { floor: run.floor ?? undefined, until: run.window_until ?? undefined },
      history: yield* History.before(run.profile, run.serial),
      begin: Effect.succeed({
        place: { serial: run.serial },
        write: files.write,
        archive: () => Effect.void,
        archiveName: archiveName(base),
      }),
    })
    yield* forEachBatch(archive, ledger.add)
    yield* files.finish({ dataHash: ledger.dataHash(), completeness: reconciliation })
  })
