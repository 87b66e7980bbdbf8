/** Writes the files of an open run again. Its bridge cannot be: the API was asked for it. */
import { createHash } from "node:crypto"
import type { Remaking } from "@amili-cases/export-engine/dataset/Dataset"
import * as RunFiles from "@amili-cases/export-engine/dataset/RunFiles"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { DateTime, Effect } from "effect"
import { asArchived, filesOptions, forEachBatch } from "../cases/remaking.ts"
import { fromOpen } from "../cases/Row.ts"
import { openOutput } from "./OpenOutput.ts"
import { lineOf, separate, unreadableRow, warningsOf } from "./openRows.ts"

export const remake = (remaking: Remaking) =>
  Effect.gen(function* () {
    const { archive, base, manifest } = remaking
    const files = yield* RunFiles.open(openOutput, filesOptions(remaking))
    const today = CalendarDay.of(DateTime.unsafeMake(manifest.startedAt))
    const data = createHash("sha256")
    yield* forEachBatch(archive, (documents) => {
      const { cases, unreadable } = separate(documents)
      const rows = cases.map((value) => fromOpen(value, today, { privacy: asArchived(manifest.privacy) }))
      for (const row of rows) data.update(lineOf(row))
      return Effect.zipRight(
        files.write("open", rows),
        unreadable.length === 0
          ? Effect.void
          : files.write(
              "quarantine",
              unreadable.map((one) => unreadableRow(one, base)),
            ),
      )
    })
    const { inNoGroup = 0, unexplained = 0 } = manifest.counts
    const warnings = warningsOf(base, unexplained, inNoGroup, manifest.settings.language)
    yield* files.finish({ dataHash: data.digest("hex"), warnings })
  })
