/** Records the portfolio of an open run again from its raw documents. */
import { createHash } from "node:crypto"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Rebuilding } from "@amili-cases/export-engine/dataset/Dataset"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { asArchived, forEachBatch } from "../cases/remaking.ts"
import { fromOpen } from "../cases/Row.ts"
import { OpenCases } from "./OpenCases.ts"
import { lineOf, separate } from "./documents.ts"
import { editionOf } from "./remakeOpen.ts"
import { toOpenCase } from "./toOpenCase.ts"

export const rebuild = (rebuilding: Rebuilding) =>
  Effect.gen(function* () {
    const { archive, manifest, run } = rebuilding
    const edition = yield* editionOf(rebuilding)
    const runs = yield* Runs
    const openCases = yield* OpenCases
    const today = CalendarDay.of(DateTime.unsafeMake(manifest.startedAt))
    const data = createHash("sha256")
    yield* forEachBatch(archive, (documents) => {
      const { cases } = separate(documents)
      for (const value of cases) {
        data.update(lineOf(fromOpen(value, today, { privacy: asArchived(manifest.privacy) })))
      }
      return runs.whileOurs(
        run,
        openCases.add(
          run,
          cases.map((value) => toOpenCase(value, edition)),
        ),
      )
    })
    return data.digest("hex")
  })
