/** The blocks of the first sheet that come from the summary. */
import type { Language } from "@amili-cases/sheets/Column"
import { letters } from "@amili-cases/sheets/xlsx/cell"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import type { Summary } from "../../stand/Summary.ts"
import { comparisons } from "../comparisons.ts"
import { alertsOf, headlineOf, subtitleOf } from "../headline.ts"
import { voucherRows } from "../vouchers.ts"
import { causeOf, remedyOf } from "../words/causes.ts"
import { controlTitles, outcomes } from "../words/controls.ts"
import { amount, blockHeader, called, header } from "./layout.ts"
import { word, type Word } from "./words.ts"

/** What it is, whether all balances, and what does not. */
export const head = (summary: Summary, language: Language): ReadonlyArray<GridRow> => {
  const alerts = alertsOf(summary, language)
  return [
    [{ style: "title", value: `${word("reconciliation", language)} ${summary.month}` }],
    [{ style: "note", value: subtitleOf(summary, language) }],
    [{ style: alerts.length === 0 ? "bold" : "warning", value: headlineOf(summary, language) }],
    ...alerts.map((value): GridRow => [{ style: "text", value }]),
    [],
  ]
}

/** Each control with both sums, their difference and its outcome. `at` is the row that it begins on, from 1. */
export const controls = (summary: Summary, language: Language, at: number): ReadonlyArray<GridRow> => {
  const say = (name: Word) => word(name, language)
  return [
    header(
      [say("controls"), say("explanation"), say("outcome")],
      [say("left"), say("right"), say("difference")],
      summary.currencies,
    ),
    ...comparisons(summary).map(({ control, isFirst, outcome, side }, index): GridRow => {
      const row = at + 1 + index
      const title = `${control.id}  ${controlTitles[control.id][language]}`
      return [
        { style: "wrapped", value: side === undefined || side.currency === "" ? title : `${title}, ${side.currency}` },
        { style: "wrapped", value: isFirst ? control[language] : undefined },
        { style: outcome === "fails" ? "warning" : "wrapped", value: outcomes[outcome][language] },
        ...(side === undefined
          ? []
          : [
              sideCell(side.currency, side.left),
              sideCell(side.currency, side.right),
              sideCell(side.currency, side.left - side.right, `D${row}-E${row}`),
            ]),
      ]
    }),
  ]
}

/** Counts have no currency. */
const sideCell = (currency: string, value: bigint, formula?: string): GridCell =>
  currency === ""
    ? { style: "integer", value: Number(value), formula }
    : amount(value, formula && `ROUND(${formula},2)`)

type Movement = Summary["movements"][number]

/** Unpaid lines from the beginning to the end of the month. `at` is the row that it begins on, from 1. */
export const movements = (summary: Summary, language: Language, at: number): ReadonlyArray<GridRow> => {
  const { currencies, movements } = summary
  const of = (currency: string) => movements.find((movement) => movement.currency === currency)
  const steps: ReadonlyArray<readonly [Word, (of: Movement) => bigint]> = [
    ["opening", ({ opening }) => opening],
    ["created", ({ created }) => created],
    ["changed", ({ changed }) => changed],
    ["paidOut", ({ paidOut }) => -paidOut],
    ["gone", ({ gone }) => -gone],
  ]
  const line = (name: Word, cell: (currency: string, column: string) => GridCell): GridRow => [
    { style: "text", value: word(name, language) },
    undefined,
    undefined,
    ...currencies.map((currency, index) => cell(currency, letters(index + 3))),
  ]
  const step = (currency: string, value: (of: Movement) => bigint) => {
    const own = of(currency)
    return own === undefined ? 0n : value(own)
  }
  const moved = (currency: string) => steps.reduce((sum, [, value]) => sum + step(currency, value), 0n)
  const closing = (currency: string) => of(currency)?.closing ?? 0n
  const last = at + steps.length
  return [
    blockHeader("movements", undefined, undefined, currencies, language),
    ...steps.map(([name, value]) => line(name, (currency) => amount(step(currency, value)))),
    line("closingByMovements", (currency, column) =>
      amount(moved(currency), `ROUND(SUM(${column}${at + 1}:${column}${last}),2)`, "totalMoney"),
    ),
    line("closingByLines", (currency) => amount(closing(currency))),
    line("difference", (currency, column) =>
      amount(moved(currency) - closing(currency), `ROUND(${column}${last + 1}-${column}${last + 2},2)`),
    ),
  ]
}

export const decisions = (summary: Summary, language: Language): ReadonlyArray<GridRow> =>
  summary.decisions.length === 0
    ? []
    : [
        header([word("decisions", language), word("toDo", language)], [word("count", language)], summary.currencies),
        ...summary.decisions.map(({ cause, count }): GridRow => [
          { style: "text", value: causeOf(cause, language) },
          { style: "note", value: remedyOf(cause, language) },
          { style: "integer", value: count },
        ]),
        [],
      ]

/** Left out where vouchers are not used. */
export const vouchers = (summary: Summary, language: Language): ReadonlyArray<GridRow> => {
  const rows = voucherRows(summary, language)
  return rows.length === 0
    ? []
    : [
        blockHeader("vouchers", "meaning", "count", summary.currencies, language),
        ...rows.map(({ amounts, count, label, meaning }): GridRow => [
          { style: "text", value: label },
          { style: "note", value: meaning },
          { style: "integer", value: count },
          ...summary.currencies.map((currency) => amount(amounts.get(currency) ?? 0n)),
        ]),
        [],
      ]
}

export const bankFiles = (summary: Summary, language: Language): ReadonlyArray<GridRow> => [
  header([word("bankFiles", language), word("fileHash", language)], [word("entries", language)], summary.currencies),
  ...summary.bankFiles.map(({ entries, name, sha256 }): GridRow => [
    { style: "wrapped", value: name },
    { style: "wrapped", value: sha256 },
    { style: "integer", value: entries },
  ]),
  summary.bankFiles.length === 0
    ? [{ style: "note", value: word("noBankFiles", language) }]
    : [
        { style: "text", value: word("otherEntries", language) },
        undefined,
        { style: "integer", value: summary.otherEntries },
      ],
]

/** The stand among the others: what it was made from, and whether it is final. */
export const standRows = (summary: Summary, language: Language): ReadonlyArray<GridRow> => {
  const line = (name: Word, value: string | number | undefined): ReadonlyArray<GridRow> =>
    value === undefined
      ? []
      : [
          [
            { style: "text", value: word(name, language) },
            { style: typeof value === "number" ? "plain" : "text", value },
          ],
        ]
  const basis = Object.entries(summary.basis).flatMap(([dataset, serial]) =>
    serial === undefined ? [] : [`${dataset} ${serial}`],
  )
  return [
    ...line("month", `${summary.month} (${summary.from} - ${summary.to})`),
    ...line("basis", basis.length === 0 ? called("", language) : basis.join(", ")),
    ...line("replaces", summary.replaces),
  ]
}
