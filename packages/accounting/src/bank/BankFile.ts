/** A format of bank files. Another one is a file beside `camt/Camt.ts` and a line in `formats.ts`. */
import type * as Stream from "effect/Stream"
import type { BankFileError } from "./BankFileError.ts"
import type { Entry } from "./Entry.ts"
import type { Statement } from "./Statement.ts"

export interface BankFileFormat {
  /** For people: `camt.053 and camt.054`. */
  readonly name: string
  /** Whether the first bytes of a file (up to `headLength`) are of this format, in any version. */
  readonly recognise: (head: Uint8Array) => boolean
  /** Memory does not grow with the file. Whatever makes the file unusable fails the stream, at the latest at its end. */
  readonly read: (
    bytes: Stream.Stream<Uint8Array, BankFileError>,
    file: string,
  ) => Stream.Stream<BankRecord, BankFileError>
}

/** Entries in the order of the file; their statement follows when all of its entries have been read. */
export type BankRecord =
  | { readonly _tag: "Entry"; readonly entry: Entry }
  | { readonly _tag: "Statement"; readonly statement: Statement }

export const headLength = 4096
