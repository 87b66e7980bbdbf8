import * as Effect from "effect/Effect"
import type { Chart } from "./Chart.ts"
import { Markup } from "../../../html/markup.ts"

/** The charts by their names. What draws them is loaded for this alone. */
export const draw = (charts: ReadonlyArray<Chart>): Effect.Effect<ReadonlyMap<string, Markup>> =>
  Effect.promise(async () => {
    const { svgOf } = await import("./drawing.ts")
    return new Map(charts.map((chart) => [chart.name, new Markup(svgOf(chart))]))
  })
