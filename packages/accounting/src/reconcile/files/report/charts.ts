/** Draws the charts of the report as SVG. The library is loaded for this alone. */
import type { EChartsCoreOption } from "echarts/core"
import * as Effect from "effect/Effect"
import { Markup } from "./markup.ts"
import { safe } from "./svg.ts"

export interface Chart {
  /** Unique on the page. */
  readonly name: string
  /** What it shows, for those who do not see it. */
  readonly label: string
  readonly height: number
  readonly option: EChartsCoreOption
}

/** As wide as the text of a page of A4. */
const WIDTH = 660

export const ink = "#1b1b1b"
export const dark = "#1f4e78"
export const light = "#9dc3e6"
export const accent = "#c55a11"

export const draw = (charts: ReadonlyArray<Chart>): Effect.Effect<ReadonlyMap<string, Markup>> =>
  Effect.promise(async () => {
    const [core, { BarChart, LineChart }, { GridComponent, LegendComponent }, { SVGRenderer }] = await Promise.all([
      import("echarts/core"),
      import("echarts/charts"),
      import("echarts/components"),
      import("echarts/renderers"),
    ])
    core.use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer])
    return new Map(
      charts.map(({ height, label, name, option }) => {
        const chart = core.init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height })
        chart.setOption({ animation: false, textStyle: { color: ink, fontSize: 12 }, ...option })
        const svg = chart.renderToSVGString()
        // Otherwise its timer keeps the program alive.
        chart.dispose()
        return [name, new Markup(safe(svg, name, label))] as const
      }),
    )
  })
