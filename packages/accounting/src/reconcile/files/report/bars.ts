/** Horizontal bars, one below the other, each with its amount in words. */
import { type Chart, dark, ink } from "./Chart.ts"

export interface Bar {
  readonly label: string
  readonly value: number
  readonly text: string
}

/** None where there is nothing to see. */
export const bars = (name: string, label: string, rows: ReadonlyArray<Bar>): Chart | undefined => {
  if (rows.every(({ value }) => value === 0)) return undefined
  return {
    name,
    label: `${label}: ${rows.map((row) => `${row.label} ${row.text}`).join(", ")}`,
    height: 16 + rows.length * 30,
    option: {
      grid: { left: 150, right: 150, top: 4, bottom: 4 },
      xAxis: { type: "value", show: false },
      yAxis: {
        type: "category",
        inverse: true,
        data: rows.map((row) => row.label),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: dark } },
        axisLabel: { fontSize: 12, color: ink },
      },
      series: [
        {
          type: "bar",
          barWidth: 18,
          itemStyle: { color: dark },
          // A label is drawn for each bar, also for one of zero, which has none.
          label: {
            show: true,
            position: "right",
            color: ink,
            formatter: ({ dataIndex }: { dataIndex: number }) => rows[dataIndex]?.text ?? "",
          },
          data: rows.map(({ value }) => value),
        },
      ],
    },
  }
}
