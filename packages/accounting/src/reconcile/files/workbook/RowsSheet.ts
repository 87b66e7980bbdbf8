/** A sheet of rows in the order that people page through, with what they add up to above them. */
import type { Language } from "@amili-cases/sheets/Column"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import type * as Workbook from "@amili-cases/sheets/xlsx/Workbook"
import * as Effect from "effect/Effect"
import { Grouped } from "../../../workbook/Grouped.ts"
import { lead } from "../../../workbook/lead.ts"
import { Ordered } from "../../../workbook/Ordered.ts"
import type { Measure } from "../../../workbook/summary.ts"
import type { Word } from "../../../workbook/words.ts"

/** What sets one of these sheets apart. */
export interface About<R> {
  readonly task: Word
  readonly measures: ReadonlyArray<Measure>
  readonly currency: (row: R) => string | undefined
  /** One for each measure. */
  readonly amounts: (row: R) => ReadonlyArray<bigint | undefined>
  /** Texts to order by, the most important first. */
  readonly by: (row: R) => ReadonlyArray<string | undefined>
}

export class RowsSheet<R> {
  readonly table: TableSheet<R>
  private readonly about: About<R>
  private readonly ordered: Ordered<R>
  private readonly totals: Grouped

  constructor(table: TableSheet<R>, about: About<R>) {
    this.table = table
    this.about = about
    this.ordered = new Ordered(table, about.by)
    this.totals = new Grouped(about.measures.length)
  }

  readonly write = (rows: ReadonlyArray<R>): Effect.Effect<void, WriteFailed> =>
    Effect.suspend(() => {
      for (const row of rows) this.totals.add(this.about.currency(row), "", this.about.amounts(row))
      return this.ordered.write(rows)
    })

  /** Writes what was held back for its order. */
  readonly end: Effect.Effect<void, WriteFailed> = Effect.suspend(() => this.ordered.end)

  lead(language: Language): Workbook.Lead {
    const { measures, task } = this.about
    return lead(this.table, { task, measures, totals: this.totals, isOrdered: this.ordered.isOrdered }, language)
  }
}
