/** A CSV file of a run. It exists from the first `write` on. */
import * as FileSystem from "@effect/platform/FileSystem"
import type { Table } from "@amili-cases/sheets/Column"
import { type CsvWriter, openCsv } from "@amili-cases/sheets/csv/Csv"
import type { CsvProfile, InvalidProfile } from "@amili-cases/sheets/csv/CsvProfile"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import * as Struct from "effect/Struct"
import type { WrittenFile } from "../dataset/Output.ts"
import { at } from "../run/Steps.ts"

export interface CsvFile<R> {
  readonly write: (rows: ReadonlyArray<R>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  /** The file, if anything was written. */
  readonly end: Effect.Effect<ReadonlyArray<WrittenFile>, WriteFailed>
}

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
}: CsvFileOptions<R>): Effect.Effect<CsvFile<R>, never, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const scope = yield* Scope.Scope
    const fs = yield* FileSystem.FileSystem
    let writer: CsvWriter<R> | undefined

    const opened = Effect.suspend(() =>
      writer === undefined
        ? at(`open:${name}`).pipe(
            Effect.zipRight(openCsv(staged(name), table, { profile, personal })),
            Effect.tap((opened) => Effect.sync(() => (writer = opened))),
            Effect.provideService(Scope.Scope, scope),
            Effect.provideService(FileSystem.FileSystem, fs),
          )
        : Effect.succeed(writer),
    )

    return {
      write: (rows) => Effect.flatMap(opened, (csv) => csv.write(rows)),
      end: Effect.suspend(() =>
        writer === undefined ? Effect.succeed([]) : Effect.map(writer.end, (written) => [{ name, role, written }]),
      ),
    }
  })

/** The columns that a user chooses are those of the main table: other tables have all of theirs. */
export const withAllColumns = (profile: CsvProfile): CsvProfile => Struct.omit(profile, "columns")
