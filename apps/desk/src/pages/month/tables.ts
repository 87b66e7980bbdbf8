/** The lists of a month: each with its rows as the run has kept them, and the states that it can be narrowed to. */
import type { Column } from "@amili-cases/accounting/html/table"
import { bank } from "@amili-cases/accounting/reconcile/files/tables/bank"
import { cases, waiting } from "@amili-cases/accounting/reconcile/files/tables/cases"
import { differences } from "@amili-cases/accounting/reconcile/files/tables/differences"
import { lines } from "@amili-cases/accounting/reconcile/files/tables/lines"
import { payouts } from "@amili-cases/accounting/reconcile/files/tables/payouts"
import { word } from "@amili-cases/accounting/reconcile/files/workbook/words"
import * as States from "@amili-cases/accounting/reconcile/files/words/states"
import { afterFinal } from "@amili-cases/accounting/reconcile/build/differences"
import { causeOf } from "@amili-cases/accounting/reconcile/files/words/causes"
import { waits } from "@amili-cases/accounting/reconcile/stand/amounts"
import type { StandLine } from "@amili-cases/accounting/reconcile/stand/rows"
import type { Summary } from "@amili-cases/accounting/reconcile/stand/Summary"
import * as Kept from "@amili-cases/accounting/reconcile/stand/kept"
import type { FileFailed } from "@amili-cases/export-engine/run/FileFailed"
import type { Bilingual, Language, Table } from "@amili-cases/sheets/Column"
import type { FileSystem } from "@effect/platform/FileSystem"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { columnsOf } from "../../layout/columns.ts"
import { words } from "./words.ts"
import type { Markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"

/** Which rows of a list. */
export interface Wanted {
  readonly state: string | undefined
  readonly age: string | undefined
  /** Rows that come before them. */
  readonly from: number
}

/** Rows of a page. */
export const pageSize = 50

export interface List {
  readonly title: (language: Language) => string
  /** Keys with their words. */
  readonly states: (language: Language, summary: Summary) => ReadonlyArray<readonly [key: string, word: string]>
  readonly hasAge: boolean
  /** A page of it, and whether more rows follow. */
  readonly page: (
    archive: string,
    wanted: Wanted,
    language: Language,
  ) => Effect.Effect<{ readonly rows: number; readonly more: boolean; readonly table: Markup }, FileFailed, FileSystem>
}

interface Kind<R> {
  readonly title: Bilingual
  readonly table: Table<R>
  readonly rows: (archive: string) => Stream.Stream<R, FileFailed, FileSystem>
  readonly state: (row: R) => string
  readonly states: List["states"]
  readonly age?: (row: R) => string | undefined
}

const said = (words: Readonly<Record<string, Readonly<Record<Language, string>>>>) => (language: Language) =>
  Object.entries(words).map(([key, word]) => [key, word[language]] as const)

const list = <R>({ age, rows, state, states, table: of, title }: Kind<R>): List => ({
  title: (language) => title[language],
  states,
  hasAge: age !== undefined,
  page: (archive, wanted, language) =>
    rows(archive).pipe(
      Stream.filter((row) => wanted.state === undefined || state(row) === wanted.state),
      Stream.filter((row) => wanted.age === undefined || age?.(row) === wanted.age),
      Stream.drop(wanted.from),
      Stream.take(pageSize + 1),
      Stream.runCollect,
      Effect.map((found) => {
        const all = Chunk.toReadonlyArray(found)
        const shown = all.slice(0, pageSize)
        const columns: ReadonlyArray<Column<R>> = columnsOf(of.columns, language)
        return {
          rows: shown.length,
          more: all.length > pageSize,
          table: table({ caption: title[language], columns, rows: shown, empty: word("noRows", language) }),
        }
      }),
    ),
})

const caseState = { state: (row: { readonly state: string }) => row.state, states: said(States.caseStates) }

const lineState = {
  state: ({ state }: StandLine) => state,
  states: said(States.lineStates),
  age: ({ bucket }: StandLine) => bucket,
}

export const lists: Readonly<Record<string, List>> = {
  waiting: list({
    title: words.toReconcile,
    table: waiting,
    rows: (archive) => Stream.filter(Kept.casesIn(archive), waits),
    age: ({ bucket }) => bucket,
    ...caseState,
  }),
  differences: list({
    title: words.differences,
    table: differences,
    rows: Kept.differencesIn,
    state: ({ cause }) => cause,
    states: (language, { decisions }) =>
      // What came to be known too late is a difference, and for nobody to decide.
      [...decisions.map(({ cause }) => cause), afterFinal].map((cause) => [cause, causeOf(cause, language)]),
  }),
  cases: list({ title: words.paidCases, table: cases, rows: Kept.casesIn, age: ({ bucket }) => bucket, ...caseState }),
  lines: list({
    title: words.lines,
    table: lines,
    rows: Kept.linesIn,
    ...lineState,
  }),
  open: list({
    title: words.openLines,
    table: lines,
    rows: (archive) => Stream.filter(Kept.linesIn(archive), ({ bucket }) => bucket !== undefined),
    ...lineState,
  }),
  payouts: list({
    title: words.payouts,
    table: payouts,
    rows: Kept.payoutsIn,
    state: ({ bank: state }) => state,
    states: said(States.bankStates),
  }),
  bank: list({
    title: words.bank,
    table: bank,
    rows: Kept.bankIn,
    state: ({ state }) => state,
    states: said(States.transferStates),
  }),
}
