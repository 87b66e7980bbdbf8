/** The blocks of the first sheet that come from the summary. */
import type { Language } from "@amili-cases/sheets/Column"
import { letters } from "@amili-cases/sheets/xlsx/cell"
import type { GridCell, GridRow } from "@amili-cases/sheets/xlsx/Grid"
import type { Summary } from "../../stand/Summary.ts"
import { causeOf } from "../words.ts"
import { alertsOf, headlineOf, subtitleOf } from "./headline.ts"
import { amount, amountColumns, blockHeader, called, header } from "./layout.ts"
import { controlTitles, outcomes, word, type Word } from "./words.ts"

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
  const { currencies } = summary
  const rows = summary.controls.flatMap((control) =>
    (control.sides.length === 0 ? [undefined] : control.sides).map((side, index) => ({ control, side, index })),
  )
  const outcomeAt = amountColumns(currencies) + 2
  return [
    header(
      [
        { text: word("controls", language) },
        { text: word("currency", language) },
        { text: word("left", language), right: true },
        { text: word("right", language), right: true },
        { text: word("difference", language), right: true },
        ...Array.from({ length: outcomeAt - 5 }, () => ({ text: "" })),
        { text: word("outcome", language) },
        { text: word("explanation", language) },
      ],
      currencies,
    ),
    ...rows.map(({ control, index, side }, row): GridRow => {
      const { id, outcome } = control
      const number = at + 1 + row
      const cells: Array<GridCell> =
        side === undefined
          ? []
          : [
              { style: "text", value: side.currency },
              ...[side.left, side.right].map((value) => sideCell(side.currency, value)),
              sideCell(side.currency, side.left - side.right, `C${number}-D${number}`),
            ]
      const laid: Array<GridCell | undefined> = [
        { style: "text", value: index === 0 ? `${id}  ${controlTitles[id][language]}` : id },
        ...cells,
      ]
      laid[outcomeAt] = { style: outcome === "fails" ? "warning" : "text", value: outcomes[outcome][language] }
      if (index === 0) laid[outcomeAt + 1] = { style: "meaning", value: control[language] }
      return Array.from(laid)
    }),
  ]
}

/** Counts have no currency. */
const sideCell = (currency: string, value: bigint, formula?: string): GridCell =>
  currency === ""
    ? { style: "integer", value: Number(value), formula }
    : amount(value, formula && `ROUND(${formula},2)`)

/** Unpaid lines from the beginning to the end of the month. `at` is the row that it begins on, from 1. */
export const movements = (summary: Summary, language: Language, at: number): ReadonlyArray<GridRow> => {
  const { currencies, movements } = summary
  const of = (currency: string) => movements.find((movement) => movement.currency === currency)
  const steps = ["opening", "created", "changed", "paidOut", "gone"] as const
  const line = (name: Word, cell: (currency: string, column: string) => GridCell): GridRow => [
    { style: "text", value: word(name, language) },
    undefined,
    ...currencies.map((currency, index) => cell(currency, letters(index + 2))),
  ]
  const moved = (currency: string) => steps.reduce((sum, step) => sum + (of(currency)?.[step] ?? 0n), 0n)
  const closing = (currency: string) => of(currency)?.closing ?? 0n
  const last = at + steps.length
  return [
    blockHeader(word("movements", language), undefined, currencies, language),
    ...steps.map((step) => line(step, (currency) => amount(of(currency)?.[step] ?? 0n))),
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
        blockHeader(word("decisions", language), "count", [], language).slice(0, 2),
        ...summary.decisions.map(({ cause, count }): GridRow => [
          { style: "fitted", value: causeOf(cause, language) },
          { style: "integer", value: count },
        ]),
        [],
      ]

export const bankFiles = (summary: Summary, language: Language): ReadonlyArray<GridRow> => [
  blockHeader(word("bankFiles", language), "entries", [], language).slice(0, 2),
  ...(summary.bankFiles.length === 0
    ? [[{ style: "note", value: word("noBankFiles", language) } as const]]
    : [
        ...summary.bankFiles.map(({ entries, name, sha256 }): GridRow => [
          { style: "fitted", value: name },
          { style: "integer", value: entries },
          { style: "meaning", value: `SHA-256 ${sha256}` },
        ]),
        [
          { style: "text", value: word("otherEntries", language) } as const,
          { style: "integer", value: summary.otherEntries } as const,
        ],
      ]),
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
