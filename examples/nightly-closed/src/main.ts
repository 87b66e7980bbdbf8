/**
 * Every closed case in a SQLite database of your own, each once: `node dist/main.js closed.db`, every night.
 * A run takes what the one before has not, so a night that fails is made up for by the next.
 */
import * as Checkpoint from "@amili-cases/core/Checkpoint"
import { type Amili, createAmili, isAmiliError } from "@amili-cases/core/Promise"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { Schema } from "effect"
import { readFileSync } from "node:fs"
import { Store } from "./store.ts"

const CheckpointText = Schema.parseJson(Checkpoint.Checkpoint)
const options = { projection: ["closed", "currency", "remainingCapital", "debt.invoiceNumber"] } as const

const nightly = async (amili: Amili<"string">, store: Store) => {
  const previous = store.checkpoint()
  // The server's clock, before anything is read: ours may be wrong.
  const window = Checkpoint.next(
    previous === undefined ? undefined : Schema.decodeSync(CheckpointText)(previous),
    await amili.serverTime(),
  )
  const counts = { new: 0, changed: 0, known: 0, reopened: 0 }
  // A case that is closed without a date is in no window.
  for (const list of [amili.cases.closed(window, options), amili.cases.undated({}, options)]) {
    for await (const { closed, currency, debt, id, remainingCapital } of list) {
      const settlement = SettlementClass.of(closed?.reason)
      const row = { closed: closed?.date, reason: closed?.reason, settlement, currency, remainingCapital }
      counts[store.put(id, { ...row, invoice: debt?.invoiceNumber })] += 1
    }
  }
  if (window.from !== undefined) {
    const open = amili.cases.changedSince(window.from, { where: { closed: null } }, { projection: [] })
    for await (const { id } of open) counts.reopened += store.reopen(id)
  }
  store.commit(Schema.encodeSync(CheckpointText)(Checkpoint.after(window)))
  console.log(
    Object.entries(counts)
      .map(([name, count]) => `${count} ${name}`)
      .join(", "),
  )
}

const { AMILI_API_CODE: apiCode = "", AMILI_BASE_URL: baseUrl = "", AMILI_PRIVATE_KEY_FILE: file = "" } = process.env
const amili = createAmili({ baseUrl, apiCode, privateKey: readFileSync(file, "utf8"), amounts: "string" })

try {
  await nightly(amili, new Store(process.argv[2] ?? "closed.db"))
} catch (error) {
  if (!isAmiliError(error)) throw error
  console.error(`nothing was stored: ${error.message}`)
  process.exitCode = 1
} finally {
  await amili.close()
}
