/** The ageing sheet: counts and sums by days past due, and a chart of them. Every bucket stands there, also without cases. */
import type { Language } from "@amili-cases/sheets/Column"
import { pagesWideOf } from "@amili-cases/sheets/xlsx/tableShape"
import type { Laid } from "@amili-cases/sheets/xlsx/Workbook"
import type { GridRow } from "@amili-cases/sheets/xlsx/Grid"
import { chartOf } from "../workbook/chart.ts"
import type * as formulas from "../workbook/formulas.ts"
import type { Grouped } from "../workbook/Grouped.ts"
import { type Block, block, summaryShape } from "../workbook/summary.ts"
import { word, type Word } from "../workbook/words.ts"
import { measures } from "./measures.ts"

/** Most days past due of each bucket but the last. */
const LIMITS = [0, 30, 60, 90, 180, 365]

/** The bucket of ages that are not known; it stands last. */
const UNKNOWN = "unknown"

const buckets = [...LIMITS.map((_, index) => String(index)), String(LIMITS.length), UNKNOWN]

/** The bucket of an age, by its place. */
export const bucketOf = (age: number | undefined): string => {
  if (age === undefined) return UNKNOWN
  const index = LIMITS.findIndex((limit) => age <= limit)
  return String(index < 0 ? LIMITS.length : index)
}

const label = (bucket: string, language: Language): string => {
  if (bucket === UNKNOWN) return word("unknownAge", language)
  const index = Number(bucket)
  if (index === 0) return word("notDue", language)
  const over = LIMITS[index - 1] ?? 0
  return LIMITS[index] === undefined ? `${word("over", language)} ${over}` : `${over + 1}-${LIMITS[index]}`
}

export const ageing = (ages: Grouped, table: formulas.Ranges, language: Language): Laid => {
  const say = (name: Word) => word(name, language)
  const about: Block = {
    title: "age",
    grouped: ages,
    measures,
    counted: "rows",
    groups: buckets,
    label: (bucket) => label(bucket, language),
    key: () => "",
    rows: (bucket) => [{ table, ...criteria(bucket) }],
  }
  const grid: Array<GridRow> = [
    [{ style: "title", value: say("ageing") }],
    [{ style: "note", value: say("doAgeing") }],
    [],
  ]
  const laid = block(about, language, grid.length + 1)
  grid.push(...laid.rows, [])
  const charts = chartOf(
    {
      at: grid.length + 1,
      block: laid,
      grouped: ages,
      measures: ["remainingCapital", "claimed"],
      sheet: say("ageing"),
      title: "age",
    },
    language,
  )
  const { widths } = summaryShape([laid], language)
  const narrow = [30, 4, ...widths.slice(2)]
  return {
    shape: { name: say("ageing"), widths: narrow, frozen: 0, frozenColumns: 1, pagesWide: pagesWideOf(narrow), charts },
    grid,
  }
}

const criteria = (bucket: string): Pick<formulas.Rows, "conditions" | "says"> => {
  if (bucket === UNKNOWN) return { says: [["age_days", ""]] }
  const index = Number(bucket)
  const over = LIMITS[index - 1]
  const upTo = LIMITS[index]
  return {
    says: [],
    conditions: [
      ...(over === undefined ? [] : [["age_days", `">${over}"`] as const]),
      ...(upTo === undefined ? [] : [["age_days", `"<=${upTo}"`] as const]),
    ],
  }
}
