/** Writes the files of an open run again. Its bridge cannot be: the API was asked for it. */
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Edition from "../cases/Edition.ts"
import { asArchived, filesOptions, forEachBatch, ofLaterVersion } from "../cases/remaking.ts"
import { fromOpen } from "../cases/Row.ts"
import { Movement } from "./movement/Movement.ts"
import { Month } from "./trend/Trend.ts"
import { openOutputOf } from "./OpenOutput.ts"
import { separate, unreadableRow, warningsOf } from "./documents.ts"

const detailsOf = Schema.decodeUnknown(
  Schema.Struct({
    movement: Schema.optional(Movement),
    trend: Schema.optional(Schema.Array(Month)),
    settings: Schema.Struct({ edition: Edition.InManifest }),
  }),
)

/** By which rules the run was made, as its manifest says. */
export const editionOf = (of: Pick<Remaking, "archive" | "manifest">) =>
  Effect.map(readDetails(of), ({ settings }) => settings.edition)

const readDetails = (of: Pick<Remaking, "archive" | "manifest">) =>
  Effect.mapError(detailsOf(of.manifest), () => ofLaterVersion(of))

export const remake = (remaking: Remaking) =>
  Effect.gen(function* () {
    const { archive, base, manifest } = remaking
    const { movement, settings, trend } = yield* readDetails(remaking)
    const { edition } = settings
    const privacy = asArchived(manifest.privacy)
    const files = yield* RunFiles.open(openOutputOf(edition), filesOptions(remaking))
    const today = CalendarDay.of(DateTime.unsafeMake(manifest.startedAt))
    yield* forEachBatch(archive, (documents) => {
      const { cases, unreadable } = separate(documents)
      const rows = cases.map((value) => fromOpen(value, today, { privacy }))
      return Effect.zipRight(
        files.write("open", rows),
        unreadable.length === 0
          ? Effect.void
          : files.write(
              "quarantine",
              unreadable.map((one) => unreadableRow(one, base, privacy, edition)),
            ),
      )
    })
    const { inNoGroup = 0, unexplained = 0 } = manifest.counts
    const { language } = manifest.settings
    const warnings = warningsOf(base, unexplained, inNoGroup).map((warning) => warning[language])
    yield* files.finish({ dataHash: manifest.dataSha256, warnings, movement, trend })
  })
