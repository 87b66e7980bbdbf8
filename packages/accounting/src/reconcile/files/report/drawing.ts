/** Draws charts as SVG by echarts, of which only the parts named here are bundled. Loaded where charts are drawn. */
import { BarChart, LineChart } from "echarts/charts"
import { GridComponent, LegendComponent } from "echarts/components"
import { init, use } from "echarts/core"
import { SVGRenderer } from "echarts/renderers"
import { type Chart, ink } from "./Chart.ts"
import { safe } from "./svg.ts"

use([BarChart, LineChart, GridComponent, LegendComponent, SVGRenderer])

/** As wide as the text of a page of A4. */
const WIDTH = 660

export const svgOf = ({ height, label, name, option }: Chart): string => {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height })
  chart.setOption({ animation: false, textStyle: { color: ink, fontSize: 12 }, ...option })
  const svg = chart.renderToSVGString()
  // Otherwise its timer keeps the program alive.
  chart.dispose()
  return safe(svg, name, label)
}
