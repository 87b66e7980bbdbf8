/** A page of a table of open cases, as a user interface shows it: `node dist/table.js 2` */
import { Cases } from "@amili-cases/core/Cases"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import { Console, Effect } from "effect"
import { Amili } from "./amili.ts"

const table = (page: number) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const { malformed, pageSize, rows, total } = yield* cases.page({
      filter: { state: ["reminder", "debt_collection"], where: { closed: null } },
      sort: ["-remainingCapital", "debt.invoiceDate"],
      projection: ["state", "debt.invoiceNumber", "debt.invoiceDate", "remainingCapital"],
      page,
      pageSize: 20,
    })

    for (const { debt, id, remainingCapital, state = "-" } of rows) {
      const day = debt?.invoiceDate === undefined ? "-" : CalendarDay.of(debt.invoiceDate)
      const amount = remainingCapital === undefined ? "-" : Money.format(remainingCapital)
      yield* Console.log([id, debt?.invoiceNumber ?? "-", day, state, amount].join("\t"))
    }
    for (const { id, problem } of malformed) yield* Console.error(`${id ?? "?"} cannot be shown: ${problem}`)
    // The server may grant fewer rows than asked for, and some servers tell no total.
    const pages = total === undefined ? "?" : Math.ceil(total / pageSize)
    yield* Console.log(`page ${page} of ${pages}, ${total ?? "?"} cases`)
  })

await table(Number(process.argv[2] ?? "1")).pipe(Effect.provide(Amili), Effect.runPromise)
