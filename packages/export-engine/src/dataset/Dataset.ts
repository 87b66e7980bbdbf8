/**
 * A dataset is one kind of export, such as the open or the closed cases. It says what its files hold and what it keeps
 * in the journal; the engine numbers, commits, recovers, verifies and remakes its runs without knowing more.
 */
import type * as FileSystem from "@effect/platform/FileSystem"
import type { SqlClient } from "@effect/sql/SqlClient"
import type { SqlError } from "@effect/sql/SqlError"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { Manifest } from "../evidence/Manifest.ts"
import type { JournalError } from "../database/JournalError.ts"
import type { Run } from "../journal/Run.ts"
import type { Folder } from "../run/Folder.ts"

/** One thing that a run recorded about a subject (a case, a payout line), for whoever asks about it later. */
export interface Statement {
  readonly subject: string
  readonly serial: number
  /** The dataset's word for it, such as `closed` or `changed`. */
  readonly kind: string
  /** One line for a person. */
  readonly detail: string
  /**
   * Where what was said stands in the raw documents alone: whether one of them is about the subject. Nothing was said
   * where none is.
   */
  readonly isAbout?: ((document: string) => boolean) | undefined
}

/** What a dataset keeps in the journal's tables. The first three run inside the engine's transactions. */
export interface Records {
  /** The run begins to count. */
  readonly commit: (run: Run) => Effect.Effect<void, SqlError>
  /** The run never happened: removes what it recorded. */
  readonly forget: (run: Run) => Effect.Effect<void, SqlError>
  /** The run will be abandoned: keeps, apart from what counts, what it had recorded. `forget` follows. */
  readonly abandon: (run: Run) => Effect.Effect<void, SqlError>
  /** SHA-256 of what the run recorded, as in its manifest; undefined where nothing is recorded to compare. */
  readonly hash: (run: Run) => Effect.Effect<string | undefined, JournalError>
  /** What runs recorded about a subject, by its id or another of its numbers; oldest first. */
  readonly history: (profile: string, wanted: string) => Effect.Effect<ReadonlyArray<Statement>, JournalError>
  /** The same of abandoned runs, which does not count. */
  readonly abandoned: (profile: string, wanted: string) => Effect.Effect<ReadonlyArray<Statement>, JournalError>
}

/** Everything needed to make the files of a run again. */
export interface Remaking {
  readonly run: Run
  readonly manifest: Manifest
  /** Common beginning of the names of its files. */
  readonly base: string
  /** Path of its raw documents. */
  readonly archive: string
  /** Where a file of this name is staged. */
  readonly staged: (name: string) => string
}

/** A run whose records are made again in a new journal. It is being written, as when it was made. */
export interface Rebuilding {
  readonly run: Run
  readonly manifest: Manifest
  /** Path of its raw documents. */
  readonly archive: string
}

export interface Dataset<E = unknown, R = never> {
  /** Stands in file names, the journal and commands. */
  readonly name: string
  readonly records: Effect.Effect<Records, never, SqlClient>
  /** Tables of its own, by a number and a name (`0001_lines`), made when the journal is opened. */
  readonly migrations?: Readonly<Record<string, Effect.Effect<void, SqlError, SqlClient>>>
  /** A raw document without debtor data: what stays of it when they are purged. */
  readonly withoutDebtor: (source: string) => string
  /** Writes the files of a run again from its raw documents; those that cannot be made from them are left out. */
  readonly remake: (remaking: Remaking) => Effect.Effect<void, E, R | FileSystem.FileSystem | Scope.Scope>
  /** Whether workbooks are laid out as in the run; of an earlier layout only the content can be made again. */
  readonly hasPresentLayout?: (manifest: Manifest) => boolean
  /** Up to when a run has read, where the window in its manifest does not say so. ISO. */
  readonly until?: (manifest: Manifest) => string
  /** Records in the journal what the raw documents of a run say; the SHA-256 of that, as in its manifest. */
  readonly rebuild: (rebuilding: Rebuilding) => Effect.Effect<string, E, R | FileSystem.FileSystem | Scope.Scope>
  /** Records what the folder holds beside the files of runs, once every run is recorded. */
  readonly rebuildRest?: (place: {
    readonly profile: string
    readonly folder: string
  }) => Effect.Effect<void, E, R | FileSystem.FileSystem | Folder>
}

/** What the engine itself needs of each dataset: how its files are made again is asked of the dataset by name. */
export type Registered = Pick<Dataset, "migrations" | "name" | "records">

/** The datasets of a journal. */
export class Datasets extends Context.Tag("export-engine/Datasets")<Datasets, ReadonlyArray<Registered>>() {}
