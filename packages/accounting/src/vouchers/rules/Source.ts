/** What a voucher is made of: something that happened to a line, a case or a transfer, each booked at most once. */
import { createHash } from "node:crypto"
import * as Schema from "effect/Schema"

export const Kind = Schema.Literal("line", "case", "transfer")
export type Kind = typeof Kind.Type

/**
 * `reversal` takes back what earlier events of the subject have booked, `entry` books the event, `decided` what a person
 * has decided about it, `undo` takes back a voucher on request. At one event they follow each other in this order.
 */
export const Part = Schema.Literal("reversal", "entry", "decided", "undo")
export type Part = typeof Part.Type

export const Source = Schema.Struct({
  kind: Kind,
  /** Of the line or the case; the key of the transfer. */
  id: Schema.String,
  /** The revision of the event; 0 for the first. */
  event: Schema.Int,
  part: Part,
  /** 1, and one more each time that a voucher was reversed to be booked again by other rules. */
  round: Schema.Int,
})
export type Source = typeof Source.Type

export const rank: Readonly<Record<Part, number>> = { reversal: 0, entry: 1, decided: 2, undo: 3 }

/** Whether the one comes before the other among the vouchers of a subject. */
export const isBefore = (a: Source, b: Source): boolean =>
  a.event !== b.event ? a.event < b.event : a.round !== b.round ? a.round < b.round : rank[a.part] < rank[b.part]

export const keyOf = ({ event, id, kind, part, round }: Source): string => `${kind} ${id} ${event} ${part} ${round}`

/** Short enough to be typed by its beginning; the same sources have the same id in every journal. */
export const idOf = (keys: ReadonlyArray<string>): string =>
  createHash("sha256").update(keys.toSorted().join("\n")).digest("hex").slice(0, 16)
