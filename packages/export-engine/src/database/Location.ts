/** Where a journal is: a file on this machine, or a database on a server. */
import type * as Redacted from "effect/Redacted"

export type Location =
  | {
      readonly _tag: "File"
      readonly path: string
      /** Only read: where the file or its folder cannot be written, a temporary copy of it is. */
      readonly readOnly?: boolean | undefined
    }
  /** Holds a password. */
  | { readonly _tag: "Server"; readonly url: Redacted.Redacted }
