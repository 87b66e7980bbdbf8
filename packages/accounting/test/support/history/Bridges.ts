/**
 * Holds the bridge of an open run against the two portfolios that it connects, case by case, and what it says of each case
 * against the server: worked out anew from the files, the books and the documents, without the program's own rules.
 */
import type { Attempt, Books } from "./Books.ts"
import type { Files, Row } from "./Files.ts"
import { decimal, hundredths, type Timeline } from "./Truth.ts"

const movements = ["new", "reopened", "closed", "revalued", "unexplained"]

/** Previous plus movements is this one, each movement is that of its cases, and every case that does not fit is named. */
export const check = (
  timeline: Timeline,
  files: Files,
  previous: Files | undefined,
  attempt: Attempt,
  booked: Books["booked"],
): ReadonlyArray<string> => {
  const subject = `open run ${files.serial}`
  const { bridge, manifest } = files
  if (previous === undefined || bridge === undefined) {
    return (previous === undefined) === (bridge === undefined) ? [] : [`${subject} has a bridge for no reason, or none`]
  }
  const problems: Array<string> = []
  const compare = (what: string, told: string, found: string) => {
    if (told !== found) problems.push(`${subject}: ${what}: ${told} against ${found}`)
  }
  const lines = bridge.filter((row) => row["case_id"] === "")
  const misfits = new Map(bridge.flatMap((row) => (row["case_id"] ? [[row["case_id"], row] as const] : [])))
  const moved = movementsOf(files, previous, misfits, timeline)

  const currencies = new Set([...previous.rows, ...files.rows, ...lines].map((row) => row["currency"] ?? ""))
  for (const currency of currencies) {
    const told = (...items: ReadonlyArray<string>) =>
      total(lines.filter((row) => row["currency"] === currency && items.includes(row["item"] ?? "")))
    compare(`opening ${currency}`, told("opening"), portfolio(previous, currency))
    compare(`closing ${currency}`, told("closing"), portfolio(files, currency))
    compare(`balance ${currency}`, told("opening", ...movements), told("closing"))
    for (const item of movements) {
      const { amount, count } = moved.sums.get(`${currency} ${item}`) ?? { amount: 0n, count: 0 }
      compare(`${item} ${currency}`, told(item), `${count} ${decimal(amount)}`)
    }
  }
  for (const [id, row] of misfits) {
    const { amount, count, currency } = moved.misfits.get(id) ?? { amount: 0n, count: 0, currency: "no movement" }
    const told = `${row["count"]} ${row["amount"]} ${row["currency"]}`
    compare(`the line of ${id}`, told, `${count} ${decimal(amount)} ${currency}`)
  }
  compare("cases that do not fit", String(manifest.counts["unexplained"]), String(misfits.size))
  compare("lines", keysOf(lines).join(", "), [...new Set(keysOf(lines))].join(", "))
  compare("the run before", String(manifest.bridge?.previousSerial), String(previous.serial))
  const inManifest = (manifest.bridge?.lines ?? []).map(
    ({ count, currency, item, sum }) => `${item} ${currency} ${count} ${sum}`,
  )
  const inFile = lines.map((row) => `${row["item"]} ${row["currency"]} ${row["count"]} ${row["amount"]}`)
  compare("lines in the manifest", inManifest.join(", "), inFile.join(", "))

  for (const id of moved.departed) {
    const states = timeline.states(id, attempt.from, attempt.until)
    const last = booked.get(id)
    const isBooked = last !== undefined && !last.open
    const misfit = misfits.get(id)
    const closed = states.some((state) => state?.open === false)
    if (misfit === undefined && !isBooked && !closed) problems.push(`${subject}: ${id} counts as closed, and never was`)
    if (misfit === undefined) continue
    const gone = misfit["meaning"] === "the API has no such case now"
    if (isBooked) problems.push(`${subject}: ${id} does not fit, and its closing is in the books`)
    if (gone !== states.includes(undefined) && new Set(states).size === 1) {
      problems.push(`${subject}: ${id} is said to be ${gone ? "gone" : "there"}, and is not`)
    }
    // An amount that arrived as NaN made it unreadable for this run.
    if (!gone && attempt.garbled === 0 && states.every((state) => state?.open === false && state.readable)) {
      problems.push(`${subject}: ${id} does not fit, and was closed`)
    }
  }
  for (const id of moved.arrived) {
    const isNew = moved.isNew(id)
    if (misfits.has(id) && (isNew || booked.has(id))) {
      problems.push(`${subject}: ${id} does not fit, and is ${isNew ? "new" : "in the books"}`)
    }
    if (!misfits.has(id) && !isNew && !booked.has(id)) {
      problems.push(`${subject}: ${id} counts as reopened, and was never exported`)
    }
  }
  return problems
}

interface Sum {
  readonly count: number
  readonly amount: bigint
}

/** What each case of either portfolio has moved, by currency and item; whether it fits is as the bridge says. */
const movementsOf = (files: Files, previous: Files, misfits: ReadonlyMap<string, Row>, timeline: Timeline) => {
  const sums = new Map<string, Sum>()
  const lost = new Map<string, Sum & { readonly currency: string }>()
  const add = (item: string, row: Row, count: number, amount: bigint) => {
    const currency = row["currency"] ?? ""
    const sum = sums.get(`${currency} ${item}`) ?? { count: 0, amount: 0n }
    sums.set(`${currency} ${item}`, { count: sum.count + count, amount: sum.amount + amount })
    if (item === "unexplained") lost.set(row["case_id"] ?? "", { count, amount, currency })
  }
  const before = byId(previous)
  const now = byId(files)
  // As far as it is known to the second: what is registered from the start of the run before on was not there for it.
  const isNew = (id: string) => (timeline.created(id) ?? "") >= previous.manifest.startedAt
  const departed = [...before.keys()].filter((id) => !now.has(id))
  const arrived = [...now.keys()].filter((id) => !before.has(id))
  for (const [id, row] of before) {
    const amount = hundredths(row["remaining_capital"])
    const after = now.get(id)
    if (after === undefined) add(misfits.has(id) ? "unexplained" : "closed", row, -1, -amount)
    else if (after["currency"] === row["currency"]) {
      add("revalued", after, 0, hundredths(after["remaining_capital"]) - amount)
    } else {
      add("revalued", row, -1, -amount)
      add("revalued", after, 1, hundredths(after["remaining_capital"]))
    }
  }
  for (const id of arrived) {
    const row = now.get(id) ?? {}
    const item = misfits.has(id) ? "unexplained" : isNew(id) ? "new" : "reopened"
    add(item, row, 1, hundredths(row["remaining_capital"]))
  }
  return { sums, misfits: lost, departed, arrived, isNew }
}

const byId = ({ rows }: Files) => new Map(rows.map((row) => [row["case_id"] ?? "", row]))

const keysOf = (lines: ReadonlyArray<Row>) => lines.map((row) => `${row["currency"]} ${row["item"]}`)

const portfolio = ({ rows }: Files, currency: string): string => {
  const own = rows.filter((row) => row["currency"] === currency)
  return `${own.length} ${decimal(own.reduce((sum, row) => sum + hundredths(row["remaining_capital"]), 0n))}`
}

const total = (rows: ReadonlyArray<Row>): string =>
  `${rows.reduce((sum, row) => sum + Number(row["count"]), 0)} ${decimal(
    rows.reduce((sum, row) => sum + hundredths(row["amount"]), 0n),
  )}`
