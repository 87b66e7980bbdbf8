/** A page of a table of open cases, as a user interface shows it: `node dist/promise/table.js 2` */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import { connect, report } from "./amili.ts"

const amili = connect()

const table = async (page: number) => {
  const { malformed, pageSize, rows, total } = await amili.cases.page({
    filter: { state: ["reminder", "debt_collection"], where: { closed: null } },
    sort: ["-remainingCapital", "debt.invoiceDate"],
    projection: ["state", "debt.invoiceNumber", "debt.invoiceDate", "remainingCapital"],
    page,
    pageSize: 20,
  })
  for (const { debt, id, remainingCapital, state = "-" } of rows) {
    const day = debt?.invoiceDate === undefined ? "-" : CalendarDay.of(debt.invoiceDate)
    const amount = remainingCapital === undefined ? "-" : Money.format(remainingCapital)
    console.log([id, debt?.invoiceNumber ?? "-", day, state, amount].join("\t"))
  }
  for (const { id, problem } of malformed) console.error(`${id ?? "?"} cannot be shown: ${problem}`)
  // The server may grant fewer rows than asked for, and some servers tell no total.
  const pages = total === undefined ? "?" : Math.ceil(total / pageSize)
  console.log(`page ${page} of ${pages}, ${total ?? "?"} cases`)
}

await table(Number(process.argv[2] ?? "1"))
  .catch(report)
  .finally(amili.close)
