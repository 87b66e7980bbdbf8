/** What a read yields when it is asked to keep everything: a document that could be decoded, or one that could not. */

export interface Decoded<out A> {
  readonly _tag: "Decoded"
  readonly value: A
  /** The document's own JSON text exactly as received. It keeps the text of its whole page alive: do not hoard it. */
  readonly source: string
}

export interface Malformed {
  readonly _tag: "Malformed"
  readonly id: string | undefined
  /** One line that names the field and what was expected there, never the value. */
  readonly problem: string
  /** The document's own JSON text exactly as received, personal data included. */
  readonly source: string
}

export type Document<A> = Decoded<A> | Malformed
