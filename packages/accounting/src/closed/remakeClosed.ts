/** Writes the files of a closed run again: its documents classified with what the journal knew then. */
import { SettlementClass } from "@amili-cases/core/SettlementClass"
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import { archiveName } from "@amili-cases/export-engine/run/Staging"
import { Effect, Schema } from "effect"
import * as Edition from "../cases/Edition.ts"
import { asArchived, filesOptions, forEachBatch, ofLaterVersion } from "../cases/remaking.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import { closedOutputOf } from "./ClosedOutput.ts"
import * as History from "./History.ts"
import { Reconciliation } from "./Reconciliation.ts"
import * as Window from "./Window.ts"

const Details = Schema.Struct({
  reconciliation: Schema.optional(Reconciliation),
  settings: Schema.Struct({
    edition: Edition.InManifest,
    /** Classes of close reasons other than ours. */
    classes: Schema.optional(Schema.Record({ key: Schema.String, value: SettlementClass })),
  }),
})
const detailsOf = Schema.decodeUnknown(Details)

export const remake = (remaking: Remaking) =>
  Effect.gen(function* () {
    const { archive, base, manifest, run } = remaking
    const { reconciliation, settings } = yield* Effect.mapError(detailsOf(manifest), () => ofLaterVersion(remaking))
    const { classes, edition } = settings
    const files = yield* RunFiles.open(closedOutputOf(edition), filesOptions(remaking))
    const until = run.window_until ?? undefined
    const ledger = ClosedLedger.make({
      profile: run.profile,
      privacy: asArchived(manifest.privacy),
      classes,
      limits: {
        floor: run.floor ?? undefined,
        until,
        future: edition === 1 || until === undefined ? undefined : Window.futureOf(until),
      },
      edition,
      history: yield* History.before(run.profile, run.serial),
      begin: Effect.succeed({
        place: { serial: run.serial },
        write: files.write,
        archive: () => Effect.void,
        archiveName: archiveName(base),
      }),
    })
    yield* forEachBatch(archive, ledger.add)
    yield* ledger.flush
    yield* files.finish({ dataHash: manifest.dataSha256, completeness: reconciliation })
  })
