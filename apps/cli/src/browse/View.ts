/** What the table looks like: a title, rows, and a line that says which keys there are. */
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import * as Table from "@amili-cases/app-kit/terminal/Table"
import type { Case } from "@amili-cases/core/Case"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type * as CaseColumns from "../case/CaseColumns.ts"

/** Title, header and the line of keys; the note takes the line above the last. */
export const rowsOf = (screen: Screen.Screen): number => Math.max(1, Math.min(100, screen.rows - 4))

export interface Shown {
  readonly title: string
  readonly columns: ReadonlyArray<CaseColumns.CaseColumn>
  readonly rows: ReadonlyArray<Case>
  readonly selected: number
  readonly note: string
  readonly keys: string
}

export const table = ({ columns, keys, note, rows, selected, title }: Shown, screen: Screen.Screen) =>
  Effect.map(
    Stream.runCollect(
      Table.fitted(columns, { ...screen, columns: screen.columns - 2, colour: false })(Stream.fromIterable(rows)),
    ),
    (lines) => {
      const [header, ...body] = Chunk.toReadonlyArray(lines).map((line) => Table.cut(line, screen.columns - 2))
      const marked = body.map((line, index) => (index === selected ? highlighted(screen, `> ${line}`) : `  ${line}`))
      return framed(
        title,
        header === undefined ? [] : [Screen.dim(screen, `  ${header}`), ...marked],
        note,
        keys,
        screen,
      )
    },
  )

/** One case, from the line on that it has been scrolled to. */
export const detail = (text: string, from: number, note: string, keys: string, screen: Screen.Screen) => {
  const [title = "", ...lines] = text.split("\n")
  return framed(title, lines.slice(from, from + screen.rows - 3), note, keys, screen)
}

const framed = (
  title: string,
  body: ReadonlyArray<string>,
  note: string,
  keys: string,
  screen: Screen.Screen,
): ReadonlyArray<string> => {
  const room = Math.max(0, screen.rows - 3 - body.length)
  return [
    Screen.bold(screen, Table.cut(title, screen.columns)),
    ...body,
    ...Array.from({ length: room }, () => ""),
    Table.cut(Table.harmless(note), screen.columns),
    Screen.dim(screen, Table.cut(keys, screen.columns - 1)),
  ]
}

const highlighted = (screen: Screen.Screen, line: string) => (screen.colour ? `\u001b[7m${line}\u001b[27m` : line)
