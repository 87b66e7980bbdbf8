import type { TableSheet } from "@amili-cases/sheets/xlsx/TableSheet"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import * as Effect from "effect/Effect"

/** More rows than a person pages through. They are not held in memory, and stand in order of id. */
const MOST = 20_000

/** Writes the rows of a sheet in an order of its own, for people who page through it. */
export class Ordered<R> {
  private held: Array<R> | undefined = []
  readonly sheet: TableSheet<R>
  private readonly by: (row: R) => ReadonlyArray<string | undefined>

  /** `by` gives the texts to order by, the most important first. */
  constructor(sheet: TableSheet<R>, by: (row: R) => ReadonlyArray<string | undefined>) {
    this.sheet = sheet
    this.by = by
  }

  /** Whether the rows come in that order. */
  get isOrdered(): boolean {
    return this.held !== undefined
  }

  readonly write = (rows: ReadonlyArray<R>): Effect.Effect<void, WriteFailed> =>
    Effect.suspend(() => {
      const { held } = this
      if (held === undefined) return this.sheet.write(rows)
      for (const row of rows) held.push(row)
      if (held.length <= MOST) return Effect.void
      this.held = undefined
      return this.sheet.write(held)
    })

  readonly end: Effect.Effect<void, WriteFailed> = Effect.suspend(() => {
    const keyed = (this.held ?? []).map((row) => ({ row, key: this.by(row).map((part = "") => part) }))
    keyed.sort((a, b) => compare(a.key, b.key))
    return this.sheet.write(keyed.map(({ row }) => row))
  })
}

/** By code point: collation differs between versions of Node, and the same run gives the same bytes. */
const compare = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): number => {
  for (const [at, text] of a.entries()) {
    const other = b[at] ?? ""
    if (text !== other) return text < other ? -1 : 1
  }
  return 0
}
