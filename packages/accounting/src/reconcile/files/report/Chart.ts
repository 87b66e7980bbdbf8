/** A chart of the report, by what it shows. */
import type { EChartsCoreOption } from "echarts/core"

export interface Chart {
  /** Unique on the page. */
  readonly name: string
  /** What it shows, for those who do not see it. */
  readonly label: string
  readonly height: number
  readonly option: EChartsCoreOption
}

export const ink = "#1b1b1b"
export const dark = "#1f4e78"
export const light = "#9dc3e6"
export const accent = "#c55a11"
