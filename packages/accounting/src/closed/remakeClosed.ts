/** Writes the files of a closed run again: its documents classified with what the journal knew then. */
import { SettlementClass } from "@amili-cases/core/SettlementClass"
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import { archiveName } from "@amili-cases/export-engine/run/Staging"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Edition from "../cases/Edition.ts"
import { asArchived, filesOptions, forEachBatch, ofLaterVersion } from "../cases/remaking.ts"
import * as ClosedLedger from "./ClosedLedger.ts"
import { closedOutputOf } from "./ClosedOutput.ts"
import * as History from "./records/History.ts"
import { Completeness } from "./Completeness.ts"
import { Recovered } from "./workbook/Recovery.ts"
import * as Window from "./Window.ts"

const Details = Schema.Struct({
  reconciliation: Schema.optional(Completeness),
  recovery: Schema.optional(Schema.Array(Recovered)),
  settings: Schema.Struct({
    edition: Edition.InManifest,
    /** Classes of close reasons other than ours. */
    classes: Schema.optional(Schema.Record({ key: Schema.String, value: SettlementClass })),
  }),
})
const detailsOf = Schema.decodeUnknown(Details)

/** By which rules the documents of a run were classified, as its manifest says, and what the API counted. */
export const rulesOf = ({ archive, manifest, run }: Pick<Remaking, "archive" | "manifest" | "run">) =>
  Effect.gen(function* () {
    const { reconciliation, recovery, settings } = yield* Effect.mapError(detailsOf(manifest), () =>
      ofLaterVersion({ archive, manifest }),
    )
    const { classes, edition } = settings
    const { floor, started_at, window_until: until } = run
    const known =
      until === null ? { floor: floor ?? undefined, until: undefined } : Window.limitsOf({ floor, started_at, until })
    const limits = edition === 1 ? { ...known, future: undefined } : known
    const rules = { profile: run.profile, privacy: asArchived(manifest.privacy), classes, edition, limits }
    return { completeness: reconciliation, recovery, rules }
  })

export const remake = (remaking: Remaking) =>
  Effect.gen(function* () {
    const { archive, base, manifest, run } = remaking
    const { completeness, recovery, rules } = yield* rulesOf(remaking)
    const files = yield* RunFiles.open(closedOutputOf(rules.edition), filesOptions(remaking))
    const ledger = ClosedLedger.make({
      ...rules,
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
    yield* files.finish({ dataHash: manifest.dataSha256, completeness, recovery })
  })
