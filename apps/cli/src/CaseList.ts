/** What the lists of cases share: one screen or everything, as a table, lines or JSON. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Screen from "@amili-cases/app-kit/Screen"
import type { Column } from "@amili-cases/app-kit/Table"
import type { Case } from "@amili-cases/core/Case"
import type { Page } from "@amili-cases/core/Reader"
import { Options } from "@effect/cli"
import { Effect, Stream } from "effect"
import * as CaseFields from "./CaseFields.ts"
import * as Rows from "./Rows.ts"
import * as Unreadable from "./Unreadable.ts"

export const options = {
  ...Rows.options,
  all: Options.boolean("all").pipe(
    Options.withDescription("on a terminal too, every case instead of one screen (piped, it is always every case)"),
  ),
}

export interface Chosen {
  readonly json: boolean
  readonly debtor: boolean
  readonly all: boolean
}

export interface List<E, R> {
  readonly columns: ReadonlyArray<Column<Case>>
  /** Such as "open cases". */
  readonly what: string
  /** Every case, as it comes. */
  readonly all: (reading: Unreadable.Unreadable["options"]) => Stream.Stream<Case, E, R>
  /** The newest so many, newest first. */
  readonly newest: (count: number) => Effect.Effect<Page<Case>, E, R>
}

/** Shows the list. A list with nothing in it is no failure: a note says so. */
export const show = <E, R>(chosen: Chosen, list: List<E, R>) =>
  Effect.gen(function* () {
    const unreadable = yield* Unreadable.make
    const screen = Screen.current()
    const shape = { json: chosen.json, columns: list.columns, document: CaseFields.complete }
    if (screen.terminal && !chosen.all && !chosen.json) {
      // The header, the note and the prompt take a line each.
      const page = yield* list.newest(Math.min(100, screen.rows - 3))
      yield* Effect.forEach(page.malformed, unreadable.options.onMalformed, { discard: true })
      yield* Rows.write(Stream.fromIterable(page.rows), shape)
      yield* noteFor(page, list.what)
    } else {
      const count = yield* Rows.write(list.all(unreadable.options), shape)
      if (count === 0) yield* Output.note(`no ${list.what}`)
    }
    yield* unreadable.refuse
  })

const noteFor = ({ rows, total }: Page<Case>, what: string) => {
  if (rows.length === 0) return Output.note(`no ${what}`)
  if (total === undefined) return Output.note(`the newest ${rows.length} ${what}; --all shows every one`)
  return total > rows.length
    ? Output.note(`the newest ${rows.length} of ${total} ${what}; --all shows every one`)
    : Output.note(`${total} ${what}`)
}
