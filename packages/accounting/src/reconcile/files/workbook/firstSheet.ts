/** The month on one sheet, the verdict first. */
import type { WorkbookOptions } from "@amili-cases/export-engine/dataset/Output"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { pagesWideOf } from "@amili-cases/sheets/xlsx/tableShape"
import type { Laid } from "@amili-cases/sheets/xlsx/Workbook"
import type { Grouped } from "../../../workbook/Grouped.ts"
import { provenanceRows } from "../../../workbook/provenanceRows.ts"
import { sheetIndex } from "../../../workbook/sheetIndex.ts"
import { AgeBucket, CaseState } from "../../stand/states.ts"
import type { ReconcileClosing } from "../ReconcileRows.ts"
import { buckets, caseMeanings, caseStates } from "../words/states.ts"
import * as blocks from "./blocks.ts"
import { widths } from "./layout.ts"
import type { Sheets } from "./sheets.ts"
import { residual, sums } from "./sums.ts"
import { word, type Word } from "./words.ts"

export interface Month extends ReconcileClosing {
  readonly index: ReadonlyArray<{ readonly name: string; readonly rows: number }>
  readonly grouped: Readonly<Record<"ages" | "residual" | "states", Grouped>>
  readonly sheets: Sheets
}

export const firstSheet = ({ dataHash, grouped, index, sheets, summary }: Month, options: WorkbookOptions): Laid => {
  const { language } = options
  const { currencies } = summary
  const say = (name: Word) => word(name, language)
  const grid: Array<GridRow> = [...blocks.head(summary, language)]
  const add = (of: (at: number) => ReadonlyArray<GridRow>) => grid.push(...of(grid.length + 1), [])
  add((at) => blocks.controls(summary, language, at))
  const states = {
    title: "states",
    meaning: "meaning",
    grouped: grouped.states,
    groups: CaseState.literals.map((key) => ({
      key,
      label: caseStates[key][language],
      meaning: caseMeanings[key][language],
    })),
    table: sheets.cases.table,
    group: "state",
    amount: "amount",
  } as const
  add((at) => sums(states, currencies, language, at))
  const ages = {
    title: "ageing",
    grouped: grouped.ages,
    groups: AgeBucket.literals.map((key) => ({ key, label: buckets[key][language] })),
    table: sheets.waiting.table,
    group: "age",
    amount: "waiting",
  } as const
  add((at) => sums(ages, currencies, language, at))
  // The first page ends here.
  const pageBreaks = [grid.length + 1]
  add((at) => blocks.movements(summary, language, at))
  add(() => residual(grouped.residual, sheets.cases.table, currencies, language))
  grid.push(...blocks.decisions(summary, language), ...blocks.vouchers(summary, language))
  add(() => blocks.bankFiles(summary, language))
  const listed = index.map(({ name, rows }) => ({
    name,
    rows,
    note: name === say("toReconcile") ? say("alsoPaidCases") : undefined,
  }))
  grid.push(...sheetIndex([{ name: say("reconciliation"), rows: undefined }, ...listed], language), [])
  grid.push(...provenanceRows(options, dataHash), ...blocks.standRows(summary, language))
  return {
    shape: {
      name: say("reconciliation"),
      widths: widths(currencies),
      frozen: 0,
      pagesWide: pagesWideOf(widths(currencies)),
      pageBreaks,
    },
    grid,
  }
}
