/** A CSV file of a run, which is there from the first `write` on. */
import { FileSystem } from "@effect/platform"
import { Effect, Scope } from "effect"
import type { Dataset } from "../format/Column.ts"
import { type CsvWriter, openCsv } from "../format/Csv.ts"
import type { CsvProfile, InvalidProfile } from "../format/CsvProfile.ts"
import type { Privacy } from "../format/Privacy.ts"
import type { WriteFailed, Written } from "../format/Written.ts"
import { at } from "./Steps.ts"

export interface TableOptions {
  readonly csv: CsvProfile
  readonly privacy: Privacy
  /** Where a file of this name is staged. */
  readonly staged: (name: string) => string
}

/** The chosen columns are those of the cases: other tables have all of theirs. */
export const allColumns = (options: TableOptions): TableOptions => {
  const { columns: _, ...csv } = options.csv
  return { ...options, csv }
}

/** A file that a writer has completed. */
export interface WrittenFile {
  readonly name: string
  readonly role: string
  readonly written: Written
}

export interface Table<R> {
  readonly write: (rows: ReadonlyArray<R>) => Effect.Effect<void, WriteFailed | InvalidProfile>
  /** The file, if there is one. */
  readonly end: Effect.Effect<ReadonlyArray<WrittenFile>, WriteFailed>
}

export const make = <R>(
  name: string,
  role: string,
  dataset: Dataset<R>,
  { csv: profile, privacy, staged }: TableOptions,
  wanted: boolean,
): Effect.Effect<Table<R>, never, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const scope = yield* Scope.Scope
    const fs = yield* FileSystem.FileSystem
    let writer: CsvWriter<R> | undefined

    const begun = Effect.suspend(() =>
      writer === undefined
        ? at(`open:${name}`).pipe(
            Effect.zipRight(openCsv(staged(name), dataset, { profile, privacy })),
            Effect.tap((opened) => Effect.sync(() => (writer = opened))),
            Effect.provideService(Scope.Scope, scope),
            Effect.provideService(FileSystem.FileSystem, fs),
          )
        : Effect.succeed(writer),
    )

    return {
      write: (rows) => (wanted ? Effect.flatMap(begun, (csv) => csv.write(rows)) : Effect.void),
      end: Effect.suspend(() =>
        writer === undefined ? Effect.succeed([]) : Effect.map(writer.end, (written) => [{ name, role, written }]),
      ),
    }
  })

/** What the writers had to say about their files, a line each. */
export const noticesOf = (files: ReadonlyArray<WrittenFile>): ReadonlyArray<string> =>
  files.flatMap((file) => file.written.notices.map((notice) => `${file.name}: ${notice.message}`))
