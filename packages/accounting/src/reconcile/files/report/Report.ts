/** The month on paper: one HTML file that needs nothing else, without scripts, for whoever signs it. */
import { create } from "@amili-cases/sheets/bytes/sink"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type { Target, WrittenFile } from "@amili-cases/export-engine/dataset/Output"
import { at } from "@amili-cases/export-engine/run/Steps"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import { page } from "../../../html/page.ts"
import type { ReconcileClosing } from "../ReconcileRows.ts"
import { draw } from "./draw.ts"
import * as Facts from "./facts.ts"
import * as flow from "./sections/flow.ts"
import { markup } from "../../../html/markup.ts"
import { controls, figures, opening } from "./sections/opening.ts"
import { origin, signatures } from "./sections/ending.ts"
import { byCreditor, byReason } from "./sections/recovery.ts"
import { style } from "../../../html/style.ts"
import * as trend from "./sections/trend.ts"
import { vouchers } from "./sections/vouchers.ts"
import { decisions, largest } from "./sections/waiting.ts"

/** `reconcile-000003-2026-12-01-report-2026-11.html`: the number tells two reports of one month apart. */
export const nameOf = (base: string, month: string): string => `${base}-report-${month}.html`

/** What the file is in its run. */
export const role = "report"

/** Writes the report beside the other files of the run. */
export const write = (
  { base, staged, workbook }: Pick<Target, "base" | "staged" | "workbook">,
  closing: ReconcileClosing,
): Effect.Effect<WrittenFile, WriteFailed, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const name = nameOf(base, closing.summary.month)
    yield* at(`open:${name}`)
    const path = staged(name)
    const file = yield* create(path)
    yield* file.write(new TextEncoder().encode(yield* render({ base, ...workbook, ...closing })))
    const { bytes, sha256 } = yield* file.end
    return { name, role, written: { path, rows: 0, bytes, sha256, sums: new Map(), notices: [] } }
  }).pipe(Effect.scoped)

/** The same summary gives the same text. */
export const render = (given: Parameters<typeof Facts.make>[0]): Effect.Effect<string> =>
  Effect.gen(function* () {
    const facts = Facts.make(given)
    const drawn = yield* draw([...flow.charts(facts), ...trend.charts(facts)])
    const body = [
      opening(facts),
      markup`<main>
        ${figures(facts)}${controls(facts)}${flow.funnel(facts, drawn.get("funnel"))}${flow.ageing(facts, drawn.get("ageing"))}
        ${decisions(facts)}${vouchers(facts)}${largest(facts)}${byReason(facts)}${byCreditor(facts)}${trend.trend(facts, drawn.get("trend"))}
        ${signatures(facts)}
      </main>`,
      origin(facts),
    ]
    const title = `${facts.say("title")} ${facts.summary.month}`
    return page({ language: facts.language, title, style, body })
  })
