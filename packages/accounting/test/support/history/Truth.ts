/** What the server's documents say, read independently of the program: by plain JavaScript from the stored documents. */
import { at, type Document, isDocument, ObjectId, toNumber } from "@amili-cases/test-fixtures/Document"
import type { Engine } from "@amili-cases/test-fixtures/Engine"

/** A case at a moment. */
export interface State {
  readonly open: boolean
  /** Whether its amount is one. */
  readonly readable: boolean
  /** ISO in whole seconds; undefined for a closed case without a date, and for open ones. */
  readonly closedAt: string | undefined
  readonly creditor: string
  readonly currency: string
  /** Day, reason, currency and amount, as a line of a file has them. */
  readonly line: string
  readonly hundredths: bigint
}

const stockholm = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm", dateStyle: "short" })

export const stateOf = (document: Document): State => {
  const { closed } = document
  const date = isDocument(closed) ? closed["close_date"] : undefined
  const reason = isDocument(closed) ? closed["reason"] : undefined
  const amount = toNumber(document["total_remaining_capital_amount"])
  const hundredths = BigInt(Math.sign(amount ?? 0) * Math.round(Math.abs(amount ?? 0) * 100))
  const currency = textOf(document["currency"])
  const open = closed === undefined || closed === null
  return {
    open,
    readable: amount !== undefined || document["total_remaining_capital_amount"] === undefined,
    closedAt: date instanceof Date ? `${date.toISOString().slice(0, 19)}.000Z` : undefined,
    creditor: textOf(at(document, "creditor")),
    currency,
    line: lineOf([
      date instanceof Date ? stockholm.format(date) : "",
      textOf(reason),
      currency,
      amount === undefined ? "" : decimal(hundredths),
    ]),
    hundredths,
  }
}

export const lineOf = (fields: ReadonlyArray<string | undefined>): string => fields.join("|")

const textOf = (value: unknown): string =>
  value instanceof ObjectId ? value.hex : typeof value === "string" ? value : ""

/** `-12.05` of -1205. */
export const decimal = (hundredths: bigint): string => {
  const digits = String(hundredths < 0n ? -hundredths : hundredths).padStart(3, "0")
  return `${hundredths < 0n ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export const hundredths = (text: string | undefined): bigint => BigInt((text ?? "").replace(".", "") || "0")

export interface Timeline {
  /** The states of a case between two versions of the collection, both included; undefined for "not there". */
  readonly states: (id: string, from: number, until: number) => ReadonlyArray<State | undefined>
  /** When it was registered, as the API says it: ISO in whole seconds. */
  readonly created: (id: string) => string | undefined
  /** Of every case that was ever there. */
  readonly ids: ReadonlyArray<string>
}

/** Every state that every case has had. */
export const timeline = (cases: Engine["cases"]): Timeline => {
  const changes = new Map<string, Array<{ readonly version: number; readonly state: State | undefined }>>()
  const created = new Map<string, string>()
  const register = (id: string, document: Document | undefined) => {
    const at = document?.["_created"]
    if (at instanceof Date) created.set(id, `${at.toISOString().slice(0, 19)}.000Z`)
  }
  for (const { after, before, id, version } of cases.changes) {
    const known = changes.get(id) ?? [{ version: 0, state: before && stateOf(before) }]
    known.push({ version, state: after && stateOf(after) })
    changes.set(id, known)
    register(id, after ?? before)
  }
  const found = cases.find({}, [])
  for (const row of found._tag === "Right" ? found.right.rows : []) {
    const document = cases.document(row)
    const id = cases.id(row)
    register(id, document)
    if (document !== undefined && !changes.has(id)) changes.set(id, [{ version: 0, state: stateOf(document) }])
  }
  return {
    created: (id) => created.get(id),
    ids: [...changes.keys()],
    states: (id, from, until) => {
      const all = changes.get(id) ?? []
      const start = all.findLastIndex(({ version }) => version <= from)
      return all
        .slice(Math.max(0, start))
        .filter(({ version }, index) => index === 0 || version <= until)
        .map(({ state }) => state)
    },
  }
}
