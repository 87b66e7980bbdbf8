import * as Data from "effect/Data"

/** Something a person should know about a file, without personal data: printed, and kept in the manifest. */
export interface Notice {
  readonly kind: "replaced" | "amount-as-text" | "long-text" | "split"
  /** One line for a person. */
  readonly message: string
  readonly count: number
}

/** What was written, for the manifest. */
export interface Written {
  readonly path: string
  /** Rows, headers not counted. */
  readonly rows: number
  readonly bytes: number
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly sha256: string
  /** Sums in hundredths of each currency; rows without currency under "". */
  readonly sums: ReadonlyMap<string, bigint>
  readonly notices: ReadonlyArray<Notice>
}

/** A file that could not be written: the disk, the folder or the network drive, not the data. */
export class WriteFailed extends Data.TaggedError("WriteFailed")<{
  readonly path: string
  readonly reason: "disk-full" | "permission-denied" | "already-exists" | "not-found" | "too-large" | "io"
  readonly message: string
  readonly hint?: string | undefined
  readonly cause?: unknown
}> {}
