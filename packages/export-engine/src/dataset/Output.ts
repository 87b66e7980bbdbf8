/** What a dataset writes: tables, and the workbook that shows them together. Formats turn it into files. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type { Bilingual, Language, Table } from "@amili-cases/sheets/Column"
import type { CsvProfile, InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { Notice, WriteFailed, Written } from "@amili-cases/sheets/Written"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Provenance } from "./Provenance.ts"

/** A table of a dataset, and how it becomes a file of its own. */
export interface OutputTable<Row> {
  readonly table: Table<Row>
  /** What the file is, in the manifest. */
  readonly role: string
  /** Added to the run's name in the file's name: `-corrections`. Empty for the main table. */
  readonly suffix: string
  /** The main table has the columns that the user chose, and a file also without rows. */
  readonly main: boolean
  /** Written whatever formats were chosen: what needs a person must not be missed. */
  readonly always: boolean
  /** The creditor that a row belongs to, for a set of files each. */
  readonly creditor: (row: Row) => string | undefined
  /** What that creditor is called. */
  readonly creditorName?: (row: Row) => string | undefined
}

export interface Creditor {
  readonly id: string
  /** Unknown where no row names it. */
  readonly name: string | undefined
}

export interface WorkbookOptions {
  readonly language: Language
  readonly provenance: Provenance
  /** The one creditor that the workbook is about, where each has a set of files. */
  readonly creditor?: Creditor | undefined
  /** Rows of a sheet before the table continues on the next, the header counted: what Excel holds unless given. */
  readonly mostRows?: number | undefined
}

/** A file that a writer has completed. */
export interface WrittenFile {
  readonly name: string
  readonly role: string
  readonly written: Written
}

/** Takes the rows of the tables in batches. Until it is finished, the files are incomplete. */
export interface Writer<Rows, Closing> {
  readonly write: <K extends keyof Rows & string>(
    table: K,
    rows: ReadonlyArray<Rows[K]>,
  ) => Effect.Effect<void, WriteFailed | InvalidProfile>
  readonly finish: (closing: Closing) => Effect.Effect<ReadonlyArray<WrittenFile>, WriteFailed>
}

/** A workbook being written. */
export interface WorkbookWriter<Rows, Closing> {
  readonly write: Writer<Rows, Closing>["write"]
  readonly finish: (closing: Closing) => Effect.Effect<Written, WriteFailed>
}

/** `Rows` maps the name of each table to its rows; `Closing` is what is known only when every row has been written. */
export interface Output<Rows, Closing> {
  readonly tables: { readonly [K in keyof Rows]: OutputTable<Rows[K]> }
  /** Begins a workbook at `path`, which must not exist; large ones keep temporary files beside it until the scope ends. */
  readonly workbook: (
    path: string,
    options: WorkbookOptions,
  ) => Effect.Effect<WorkbookWriter<Rows, Closing>, WriteFailed, FileSystem.FileSystem | Scope.Scope>
}

/** Where the files of a run go, and how they look. */
export interface Target {
  /** Name of the files without suffix and extension. */
  readonly base: string
  /** Where a file of this name is staged. */
  readonly staged: (name: string) => string
  readonly csv: CsvProfile
  readonly workbook: WorkbookOptions
}

/** What the writers reported about their files, a line each. */
export const noticesOf = (files: ReadonlyArray<WrittenFile>): ReadonlyArray<Bilingual> =>
  files.flatMap((file) =>
    file.written.notices.map(({ count, kind, message }) => ({
      en: `${file.name}: ${message}`,
      sv: `${file.name}: ${swedish[kind]}: ${count}`,
    })),
  )

const swedish: Readonly<Record<Notice["kind"], string>> = {
  replaced: "tecken som inte finns i filens teckenkodning och har bytts ut",
  "amount-as-text": "belopp med fler än 15 siffror står som text i arbetsboken och ingår inte i dess formler",
  "long-text": "långa texter står på ett eget blad",
  split: "rader fler än vad ett blad rymmer står på ytterligare blad",
}
