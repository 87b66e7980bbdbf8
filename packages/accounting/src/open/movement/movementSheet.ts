/** The roll-forward: a line for each creditor, a block for each currency, and the tie with the closed runs of the period. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Language } from "@amili-cases/sheets/Column"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { letters } from "@amili-cases/sheets/xlsx/cell"
import { pagesWideOf } from "@amili-cases/sheets/xlsx/tableShape"
import type { Laid } from "@amili-cases/sheets/xlsx/Workbook"
import * as Array from "effect/Array"
import * as DateTime from "effect/DateTime"
import { minorOf } from "../../cases/Facts.ts"
import { plus, type Sum, sumOf } from "../../workbook/Grouped.ts"
import { currenciesInOrder } from "../../workbook/currencies.ts"
import { money } from "../../workbook/summary.ts"
import { word, type Word } from "../../workbook/words.ts"
import { items, type Line, type Movement, type MovementItem, type Tie } from "./Movement.ts"

const heads: Readonly<Record<MovementItem, Word>> = {
  opening: "moveOpening",
  new: "moveNew",
  paid: "movePaid",
  credited: "moveCredited",
  lost: "moveLost",
  returned: "moveReturned",
  moved: "moveMoved",
  undecided: "moveUndecided",
  reopened: "moveReopened",
  changed: "moveChanged",
  unexplained: "moveUnexplained",
  closing: "moveClosing",
}

/** The column before the closing amount is the last that is added up. */
const [FIRST, LAST, CLOSING] = [letters(1), letters(items.length - 1), letters(items.length)]

const widths = [24, ...items.map(() => 14), 8]

export const movementSheet = (movement: Movement, language: Language): Laid => {
  const say = (name: Word) => word(name, language)
  const since = CalendarDay.of(DateTime.unsafeMake(movement.previousAt))
  const grid: Array<GridRow> = [
    [
      {
        style: "title",
        value: `${say("movementTitle")} ${since} (${say("run")} ${movement.previousSerial})`,
      },
    ],
    [{ style: "note", value: say("doMovement") }],
    [],
  ]
  for (const currency of currenciesInOrder(movement.lines.map((line) => line.currency))) {
    const lines = movement.lines.filter((line) => line.currency === currency)
    grid.push(...blockOf(lines, currency, language, grid.length + 1), [])
    const tie = movement.ties.find((one) => one.currency === currency)
    if (tie !== undefined) grid.push(...tieRows(tie, movement.closedRuns, language, grid.length + 1), [])
  }
  return { shape: { name: say("movement"), widths, frozen: 0, frozenColumns: 1, pagesWide: pagesWideOf(widths) }, grid }
}

const blockOf = (
  lines: ReadonlyArray<Line>,
  currency: string,
  language: Language,
  at: number,
): ReadonlyArray<GridRow> => {
  const say = (name: Word) => word(name, language)
  const byCreditor = Object.values(Array.groupBy(lines, ({ creditorId }) => creditorId)).toSorted((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  )
  const first = at + 1
  const last = at + byCreditor.length
  const header: GridRow = [
    { style: "header", value: `${say("creditor")}, ${currency === "" ? say("none") : currency}` },
    ...items.map((item): GridCell => ({ style: "headerRight", value: say(heads[item]) })),
    { style: "headerRight", value: say("check") },
  ]
  const amounts = byCreditor.map((of) => items.map((item) => amountOf(of, item)))
  const rows = byCreditor.map((of, index): GridRow => {
    const sums = amounts[index] ?? []
    return [
      { style: "wrapped", value: nameOf(of) === "" ? say("none") : nameOf(of) },
      ...sums.map((sum) => money("money", sum)),
      checked("money", sums, first + index),
    ]
  })
  const totals = items.map((_, column) => amounts.reduce((sum, row) => plus(sum, row[column] ?? sumOf(0n)), sumOf(0n)))
  const count = (item: MovementItem) =>
    lines.filter((line) => line.item === item).reduce((sum, line) => sum + line.count, 0)
  const counts = items.map((item): GridCell => ({ style: "integer", value: count(item) }))
  const difference = items.slice(0, -1).reduce((sum, item) => sum + count(item), 0) - count("closing")
  return [
    header,
    ...rows,
    [
      { style: "total", value: say("total") },
      ...totals.map((sum, column) =>
        money("totalMoney", sum, `ROUND(SUM(${letters(column + 1)}${first}:${letters(column + 1)}${last}),2)`),
      ),
      checked("totalMoney", totals, last + 1),
    ],
    [
      { style: "text", value: say("rows") },
      ...counts,
      {
        style: "integer",
        value: difference,
        formula: `SUM(${FIRST}${last + 2}:${LAST}${last + 2})-${CLOSING}${last + 2}`,
      },
    ],
  ]
}

/** Opening and movements less closing: nothing. */
const checked = (style: "money" | "totalMoney", sums: ReadonlyArray<Sum>, row: number): GridCell => {
  const closing = sums.at(-1) ?? sumOf(0n)
  const all = sums.slice(0, -1).reduce(plus, sumOf(0n))
  const difference = { minor: all.minor - closing.minor, calculable: all.calculable && closing.calculable }
  return money(style, difference, `ROUND(SUM(${FIRST}${row}:${LAST}${row})-${CLOSING}${row},2)`)
}

const nameOf = (lines: ReadonlyArray<Line>): string => lines.find(({ creditor }) => creditor !== "")?.creditor ?? ""

const amountOf = (lines: ReadonlyArray<Line>, item: MovementItem): Sum =>
  lines.filter((line) => line.item === item).reduce((sum, line) => plus(sum, sumOf(minorOf(line.sum) ?? 0n)), sumOf(0n))

const tieRows = (
  { exported, left, notExported }: Tie,
  closedRuns: ReadonlyArray<number>,
  language: Language,
  at: number,
): ReadonlyArray<GridRow> => {
  const say = (name: Word) => word(name, language)
  const sum = (text: string) => sumOf(minorOf(text) ?? 0n)
  const runs = closedRuns.length === 0 ? say("noClosedRun") : closedRuns.join(", ")
  const between = {
    count: exported.count - left.count,
    remaining: sum(exported.remaining).minor - sum(left.remaining).minor,
  }
  const line = (name: Word, count: GridCell, opening: GridCell | undefined, remaining?: GridCell): GridRow => [
    { style: "text", value: say(name) },
    ...Array.makeBy(5, () => undefined),
    count,
    opening,
    remaining,
  ]
  return [
    [
      { style: "bold", value: `${say("tie")} ${runs}` },
      ...Array.makeBy(5, () => undefined),
      { style: "boldRight", value: say("rows") },
      { style: "boldRight", value: say("opened") },
      { style: "boldRight", value: say("leftAtClosing") },
    ],
    line(
      "tieLeft",
      { style: "integer", value: left.count },
      money("money", sum(left.opening)),
      money("money", sum(left.remaining)),
    ),
    line("tieBetween", { style: "integer", value: between.count }, undefined, money("money", sumOf(between.remaining))),
    line(
      "tieExported",
      { style: "totalInteger", value: exported.count, formula: `SUM(G${at + 1}:G${at + 2})` },
      undefined,
      money("totalMoney", sum(exported.remaining), `ROUND(SUM(I${at + 1}:I${at + 2}),2)`),
    ),
    ...(notExported.count === 0
      ? []
      : [
          line(
            "tieNotExported",
            { style: "integer", value: notExported.count },
            money("money", sum(notExported.opening)),
          ),
        ]),
  ]
}
