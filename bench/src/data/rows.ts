/** A table of 20 columns: ids, texts with what is awkward in XML and CSV, days, whole numbers and money. */
import type { Column, Table } from "@amili-cases/sheets/Column"
import { random } from "./random.ts"

export interface Row {
  readonly id: string
  readonly invoice: string
  readonly reference: string
  readonly creditor: string
  readonly creditorId: string
  readonly currency: string
  readonly state: string
  readonly status: string
  readonly invoiced: string
  readonly due: string
  readonly changed: string
  readonly age: number
  readonly dueDays: number
  /** Hundredths, as the other amounts. */
  readonly initial: bigint
  readonly remaining: bigint
  readonly costs: bigint
  readonly interest: bigint
  readonly debtor: string
  readonly description: string
  readonly link: string
}

const firstNames = ["Märta", "Björn", "Zoë", "Åke", "Östen", "Anna & Co", "<Sven>", 'Lars "Lasse"', "Eva", "Karin"]
const lastNames = ["Åkerlöf", "Ärlig", "Müller", "Svensson", "Öberg", "Nilsson"]
const states = ["reminder", "debt_collection", "enforcement", "debt_surveillance", "amortization", "dispute"]
const days = Array.from({ length: 700 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10))

const batchSize = 1000

/**
 * The text in one piece, as it is when it was decoded from an answer. V8 keeps a concatenation as its two halves, and
 * whoever is the first to look at a character puts it together: who only copies it would be ahead.
 */
const flat = (text: string): string => Buffer.from(text).toString()

/** The rows in batches, made as they are asked for, so that a million of them need no memory. */
export function* batches(count: number): Generator<ReadonlyArray<Row>> {
  const next = random(42)
  const one = (of: ReadonlyArray<string>): string => of[next(of.length)] ?? ""
  const amount = () => BigInt(next(5_000_000) - 50_000)
  const id = () => flat(next(2 ** 31).toString(16).padStart(8, "0") + next(2 ** 31).toString(16).padStart(16, "0"))
  for (let from = 0; from < count; from += batchSize) {
    yield Array.from({ length: Math.min(batchSize, count - from) }, (_, index): Row => {
      const [caseId, debtor] = [id(), flat(`${one(firstNames)} ${one(lastNames)}`)]
      return {
        id: caseId,
        invoice: flat(`INV-2025-${String(from + index).padStart(7, "0")}`),
        reference: String(1_000_000_000 + next(900_000_000)),
        creditor: flat(`${one(firstNames)} ${one(lastNames)} AB`),
        creditorId: flat(`665e59005d9dc9f81818e8${10 + next(40)}`),
        currency: next(20) === 0 ? "NOK" : "SEK",
        state: one(states),
        status: flat(`${one(states)}_active`),
        invoiced: one(days),
        due: one(days),
        changed: one(days),
        age: next(400),
        dueDays: 30,
        initial: amount(),
        remaining: amount(),
        costs: amount(),
        interest: amount(),
        debtor,
        description: flat(`Tjänster för ${one(lastNames)} & söner`),
        link: flat(`https://app.amili.se/open?resource=cases&id=${caseId}`),
      }
    })
  }
}

const described = (key: string, width: number) => ({ key, width, header: { sv: key, en: key }, about: "" })

export const columns: ReadonlyArray<Column<Row>> = [
  { ...described("id", 26), kind: "id", value: (row) => row.id },
  { ...described("invoice", 18), kind: "id", value: (row) => row.invoice },
  { ...described("reference", 16), kind: "id", value: (row) => row.reference },
  { ...described("creditor", 24), kind: "text", value: (row) => row.creditor },
  { ...described("creditorId", 26), kind: "id", value: (row) => row.creditorId },
  { ...described("currency", 6), kind: "enum", value: (row) => row.currency },
  { ...described("state", 18), kind: "enum", value: (row) => row.state },
  { ...described("status", 22), kind: "enum", value: (row) => row.status },
  { ...described("invoiced", 12), kind: "date", value: (row) => row.invoiced },
  { ...described("due", 12), kind: "date", value: (row) => row.due },
  { ...described("changed", 12), kind: "date", value: (row) => row.changed },
  { ...described("age", 8), kind: "integer", value: (row) => row.age },
  { ...described("dueDays", 8), kind: "integer", value: (row) => row.dueDays },
  { ...described("initial", 12), kind: "money", value: (row) => row.initial },
  { ...described("remaining", 12), kind: "money", value: (row) => row.remaining },
  { ...described("costs", 12), kind: "money", value: (row) => row.costs },
  { ...described("interest", 12), kind: "money", value: (row) => row.interest },
  { ...described("debtor", 24), kind: "text", value: (row) => row.debtor },
  { ...described("description", 30), kind: "text", value: (row) => row.description },
  { ...described("link", 50), kind: "text", value: (row) => row.link },
]

export const table: Table<Row> = {
  name: "rows",
  columns,
  currency: (row) => row.currency,
  amount: (row) => row.remaining,
}
