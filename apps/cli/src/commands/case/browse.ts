/** `amili case browse`: the portfolio as a table on the terminal, to walk through and to look into. */
import * as Report from "@amili-cases/app-kit/process/Report"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import type { Case } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import type { Filter } from "@amili-cases/core/Query"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Queue from "effect/Queue"
import * as FilterText from "../../browse/FilterText.ts"
import * as Keyboard from "../../browse/Keyboard.ts"
import * as Table from "../../browse/Table.ts"
import * as View from "../../browse/View.ts"
import * as CaseDetail from "../../case/CaseDetail.ts"
import * as CaseFields from "../../case/CaseFields.ts"
import * as CaseSelection from "../../case/CaseSelection.ts"
import * as Globals from "../../Globals.ts"
import * as CaseRows from "../../case/CaseRows.ts"

const options = { ...CaseSelection.options, debtor: CaseRows.options.debtor, ...Globals.options }

const command = Command.make("browse", options, (chosen) =>
  Globals.connected(
    chosen,
    Effect.as(
      Keyboard.possible,
      Effect.scoped(
        Effect.flatMap(CaseSelection.filterOf(chosen), (selection) => walkThrough(selection, chosen.debtor)),
      ),
    ),
  ),
)

const walkThrough = (selection: Filter<Case>, debtor: boolean) =>
  Effect.gen(function* () {
    const keys = yield* Keyboard.open
    const load = (table: Table.Table) => Table.load(table, selection, debtor)
    let table = Table.first
    yield* draw(table, debtor)
    table = yield* load(table)
    for (;;) {
      yield* draw(table, debtor)
      const key = yield* Queue.take(keys)
      if (key.name === "q") return
      const selected = table.page?.rows[table.selected]
      if (key.name === "return" && selected !== undefined) {
        if (yield* look(selected, debtor, keys)) return
        // It may have changed meanwhile.
        table = yield* load(table)
        continue
      }
      const change =
        key.text === "/"
          ? yield* Effect.map(prompt(table, debtor, keys), (text) => Table.narrowed(table, text))
          : Table.after(table, key)
      if (change.ask) yield* draw(table, debtor, "asking ...")
      table = change.ask ? yield* load(change.table) : change.table
    }
  })

const draw = (table: Table.Table, debtor: boolean, note = table.note, keys = Table.keys) => {
  const screen = Screen.current()
  const shown = {
    title: Table.titleOf(table),
    columns: Table.columnsOf(table, debtor),
    rows: (table.page?.rows ?? []).slice(0, View.rowsOf(screen)),
    selected: table.selected,
    note,
    keys,
  }
  return Effect.flatMap(View.table(shown, screen), Keyboard.draw)
}

/** One line of text; what was typed before stands there to be changed. Escape leaves it as it was. */
const prompt = (table: Table.Table, debtor: boolean, keys: Queue.Dequeue<Keyboard.Key>) =>
  Effect.gen(function* () {
    let text = table.typed
    for (;;) {
      yield* draw(table, debtor, `/${text}_`, `enter  esc back  e.g. ${FilterText.short}`)
      const { name, text: typed } = yield* Queue.take(keys)
      if (name === "return") return text.trim()
      if (name === "escape") return table.typed
      text = name === "backspace" ? text.slice(0, -1) : text + typed
    }
  })

/** Shows one case as it is now until somebody goes back; whether to quit. */
const look = (chosen: Case, debtor: boolean, keys: Queue.Dequeue<Keyboard.Key>) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const ask = Effect.match(cases.get(chosen.id, { projection: CaseFields.ofCase(debtor) }), {
      onSuccess: (found) => ({ found, note: "" }),
      onFailure: (error) => ({ found: undefined, note: `${Report.of(error).message}; r tries again` }),
    })
    let { found, note } = yield* ask
    let from = 0
    for (;;) {
      const screen = Screen.current()
      const text = found === undefined ? `Case ${chosen.id}` : CaseDetail.render(found, screen)
      const most = Math.max(0, text.split("\n").length - (screen.rows - 2))
      from = Math.min(from, most)
      const hint = `${most > 0 ? "↑↓ scroll  " : ""}b back  r reload  q quit`
      yield* Keyboard.draw(View.detail(text, from, note, hint, screen))
      switch ((yield* Queue.take(keys)).name) {
        case "q":
          return true
        case "b":
        case "escape":
        case "left":
        case "backspace":
          return false
        case "r": {
          const again = yield* ask
          found = again.found ?? found
          note = again.note
          break
        }
        case "down":
        case "j":
          from += 1
          break
        case "up":
        case "k":
          from = Math.max(0, from - 1)
          break
      }
    }
  })

export const browse = Runnable.make(command, {
  details: [
    "Always asked from the API, never from a cache: each page, each reload and each case that is opened is a request. Pages follow the last row and not a page number, so that a case that closes meanwhile hides no other.",
    `On a terminal only. After /: ${FilterText.help}.`,
  ],
  examples: [
    { command: "amili case browse", effect: "open cases, the newest first" },
    { command: "amili case browse --state dispute --min 1000", effect: "some of them" },
  ],
})
