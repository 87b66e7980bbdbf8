/** A table: headers with their scope, numbers on the right. */
import { type Markup, markup, type Part } from "./markup.ts"

export interface Column<R> {
  readonly header: string
  readonly kind: "text" | "number" | "word"
  readonly cell: (row: R) => Part
  /** What stands in the last row. */
  readonly total?: Part
}

export interface TableOptions<R> {
  readonly caption?: string
  readonly columns: ReadonlyArray<Column<R>>
  readonly rows: ReadonlyArray<R>
  /** What is said in place of rows. */
  readonly empty: string
}

/** The first column is the header of each row. */
export const table = <R>({ caption, columns, empty, rows }: TableOptions<R>): Markup => {
  if (rows.length === 0) return markup`<p class="note">${empty}</p>`
  const totals = columns.some(({ total }) => total !== undefined)
  return markup`<div class="wide">
    <table>
      ${
        caption === undefined
          ? undefined
          : markup`<caption>
              ${caption}
            </caption>`
      }
      <thead>
        <tr>
          ${columns.map(({ header, kind }) => markup`<th scope="col" class="${kind}">${header}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            markup`<tr>
              ${columns.map((column, index) => cellOf(column.kind, column.cell(row), index))}
            </tr>`,
        )}
      </tbody>
      ${
        totals
          ? markup`<tfoot>
              <tr>
                ${columns.map(({ kind, total }, index) => cellOf(kind, total, index))}
              </tr>
            </tfoot>`
          : undefined
      }
    </table>
  </div>`
}

const cellOf = (kind: string, content: Part, index: number): Markup =>
  index === 0 ? markup`<th scope="row" class="${kind}">${content}</th>` : markup`<td class="${kind}">${content}</td>`
