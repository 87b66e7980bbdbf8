/** A CSV file of a run. It exists from the first `write` on. */
import type * as FileSystem from "@effect/platform/FileSystem"
import type { Table } from "@amili-cases/sheets/Column"
import { openCsv } from "@amili-cases/sheets/csv/Csv"
import type { CsvProfile, InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Struct from "effect/Struct"
import * as TableFile from "./TableFile.ts"

export interface CsvFileOptions<R> {
  readonly name: string
  readonly role: string
  readonly table: Table<R>
  readonly csv: CsvProfile
  /** Whether columns with personal data are written. */
  readonly personal: boolean
  readonly staged: (name: string) => string
}

export const make = <R>({
  csv: profile,
  name,
  personal,
  role,
  staged,
  table,
}: CsvFileOptions<R>): Effect.Effect<
  TableFile.TableFile<R, InvalidProfile>,
  never,
  FileSystem.FileSystem | Scope.Scope
> => TableFile.make({ name, role, open: openCsv(staged(name), table, { profile, personal }) })

/** The columns that a user chooses are those of the main table: other tables have all of theirs. */
export const withAllColumns = (profile: CsvProfile): CsvProfile => Struct.omit(profile, "columns")
