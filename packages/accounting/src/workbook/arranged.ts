import type { Column } from "@amili-cases/sheets/Column"
import type { Provenance } from "@amili-cases/export-engine/dataset/Provenance"

/**
 * The columns of a sheet: first those that are printed, in this order, then the others, which are read on the screen and
 * by programs. Paper holds about 200 characters beside each other; a row is never split.
 */
export const arranged = <R>(
  columns: ReadonlyArray<Column<R>>,
  printed: ReadonlyArray<string>,
  { privacy, serial }: Pick<Provenance, "privacy" | "serial">,
): ReadonlyArray<Column<R>> => {
  const all = [
    ...columns.filter((column) => column.personal !== true || privacy !== "none"),
    ...(serial === undefined ? [] : [runOf(serial)]),
  ]
  const first = printed.flatMap((key) => all.filter((column) => column.key === key))
  const others = all.filter((column) => !first.includes(column))
  return [
    ...first.map((column) => ({ ...column, technical: false })),
    ...others.map((column) => ({ ...column, technical: true })),
  ]
}

/** So that rows of several workbooks can be put together. */
const runOf = (serial: number): Column<unknown> => ({
  key: "run",
  kind: "integer",
  header: { sv: "Körning", en: "Run" },
  about: "Serial number of the run",
  width: 8,
  value: () => serial,
})
