import type { FileSystem } from "@effect/platform"
import { Effect, type Scope } from "effect"
import type { Dataset } from "./Column.ts"
import type { CsvProfile } from "./CsvProfile.ts"
import type { Privacy } from "./Row.ts"
import type { WriteFailed, Written } from "./Written.ts"

/** A CSV file being written. */
export interface CsvWriter<R> {
  /** Takes rows in batches: about 1,000 at a time is quickest. */
  readonly write: (rows: ReadonlyArray<R>) => Effect.Effect<void, WriteFailed>
  /** Writes what is buffered and closes the file. */
  readonly end: Effect.Effect<Written, WriteFailed>
}

/** Begins a CSV file at `path`, which must not exist, header first. */
export const openCsv = <R>(
  _path: string,
  _dataset: Dataset<R>,
  _options: { readonly profile: CsvProfile; readonly privacy: Privacy },
): Effect.Effect<CsvWriter<R>, WriteFailed, FileSystem.FileSystem | Scope.Scope> => Effect.dieMessage("not written yet")
