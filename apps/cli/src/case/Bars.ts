/** Totals as bars for a terminal. */
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import { harmless } from "@amili-cases/app-kit/terminal/Table"
import * as Money from "@amili-cases/core/Money"
import type { Total } from "./Totals.ts"

/** A heading and a line for each total: name, count, sum, and a bar as long as its share of the most cases. */
export const render = (heading: string, totals: ReadonlyArray<Total>, screen: Screen.Screen): ReadonlyArray<string> => {
  const rows = totals.map(
    (total) =>
      [
        harmless(total.name === "" ? "(none)" : total.name),
        String(total.cases),
        `${Amount.grouped(Money.formatMinor(total.minor))} ${harmless(total.currency)}`.trim(),
      ] as const,
  )
  const widths = [0, 1, 2].map((index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)))
  const [nameWidth = 0, countWidth = 0, sumWidth = 0] = widths
  const room = Math.min(40, screen.columns - nameWidth - countWidth - sumWidth - 8)
  const most = Math.max(...totals.map((total) => total.cases))
  const lines = rows.map(([name, count, sum], index) => {
    const share = (totals[index]?.cases ?? 0) / most
    const bar = room < 4 ? "" : `  ${block.repeat(Math.max(1, Math.round(share * room)))}`
    return `  ${name.padEnd(nameWidth)}  ${count.padStart(countWidth)}  ${sum.padStart(sumWidth)}${bar}`
  })
  return [Screen.bold(screen, heading), ...lines]
}

const block = "█"
