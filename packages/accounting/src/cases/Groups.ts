/**
 * Every case is in one group: open, closed with a date, or closed without. A case whose close date is no date (some text,
 * say) is in none: no question about dates finds it. Counting shows that there are such cases.
 */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { CaseReader, type Scope, Wanted } from "./CaseReader.ts"

/** A type, not an interface: it goes into the manifest as a record of numbers. */
export type Groups = {
  readonly total: number
  readonly open: number
  readonly dated: number
  readonly undated: number
  /** In none of the groups, as far as counts of a moving portfolio tell; never negative. */
  readonly astray: number
}

/** Before all dates: unlike "has a close date", a comparison with it holds for dates only. */
const longAgo = DateTime.unsafeMake("0001-01-01T00:00:00Z")

export const count = (scope: Scope) =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    const [total, open, dated, undated] = yield* Effect.all(
      [
        reader.count(Wanted.All(), scope),
        reader.count(Wanted.Open(), scope),
        reader.count(Wanted.Dated({ from: longAgo, until: undefined }), scope),
        reader.count(Wanted.Undated(), scope),
      ],
      { concurrency: "unbounded" },
    )
    const groups: Groups = { total, open, dated, undated, astray: Math.max(0, total - open - dated - undated) }
    return groups
  })
