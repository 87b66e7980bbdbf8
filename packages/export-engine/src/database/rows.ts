/** Rows of the journal's tables, checked. */
import * as Schema from "effect/Schema"

/**
 * Checks rows as the database gave them. The tables are ours: a row of another shape means that somebody edited the
 * database, which is a defect, and this throws. What checks is made when it is first used, since a run uses few of them.
 */
export const rowsOf = <A, I>(row: Schema.Schema<A, I>): ((rows: unknown) => ReadonlyArray<A>) => {
  let decode: ((rows: unknown) => ReadonlyArray<A>) | undefined
  return (rows) => (decode ??= Schema.decodeUnknownSync(Schema.Array(row)))(rows)
}
