/** The columns of case lists: what a table shows, what comes through a pipe, and what `--fields` may name. */
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { link } from "@amili-cases/core/Case"
import type { Case } from "@amili-cases/core/Case"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Money from "@amili-cases/core/Money"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type * as DateTime from "effect/DateTime"

export interface CaseColumn extends Rows.Column<Case> {
  /** About the debtor: only with `--debtor`. */
  readonly personal?: true
}

const column = Rows.column<Case>()

const personal = (of: Rows.Column<Case>): CaseColumn => ({ ...of, personal: true })

const id = column("id", (row) => row.id)
const invoice = column("invoice", (row) => row.debt?.invoiceNumber, { least: 10, keep: "end" })
const state = column("state", (row) => row.state)
const status = column("status", (row) => row.status, { least: 8, rank: 2 })
const since = column("since", (row) => day(row.latestStateDate), { rank: 3, document: (row) => row.latestStateDate })
const closedOn = column("closed", (row) => day(row.closed?.date), { document: (row) => row.closed?.date })
const reason = column("reason", (row) => row.closed?.reason, { least: 8, rank: 0 })
const outcome = column("outcome", (row) => row.closed && CloseReason.outcome(row.closed.reason), { rank: 4 })
const settlement = column("class", (row) => row.closed && SettlementClass.of(row.closed.reason), { rank: 3 })
const remaining = column("remaining", (row) => row.remainingCapital && Money.format(row.remainingCapital), {
  align: "right",
  amounts: true,
  document: (row) => row.remainingCapital,
})
const currency = column("currency", (row) => row.currency, { rank: 1, header: "CUR" })
const creditor = column("creditor", (row) => row.creditorName ?? row.creditorId, { least: 10, rank: 5 })
const reference = column("reference", (row) => row.referenceNumber, { least: 8, rank: 6 })
const debtor = personal(column("debtor", (row) => row.debtorName, { least: 8 }))
const debtorNumber = personal(column("debtor-number", (row) => row.debtorIdNumber, { rank: 7 }))

const further = [
  column("created", (row) => day(row.createdAt), { document: (row) => row.createdAt }),
  column("updated", (row) => day(row.updatedAt), { document: (row) => row.updatedAt }),
  column("creditor-id", (row) => row.creditorId),
  column("link", (row) => link(row.id)),
]

const base = {
  open: [state, status, since],
  closed: [closedOn, reason, outcome, settlement],
  either: [state, status, since, closedOn, reason],
}

/** Beside a name, so that there is room for the currency, too. */
const narrowState = { ...state, least: 12, rank: 0 }

export type Kind = keyof typeof base

/** What a list of this kind shows when nobody chose. */
export const of = (kind: Kind, withDebtor: boolean): ReadonlyArray<CaseColumn> => [
  id,
  invoice,
  ...(withDebtor ? base[kind].map((one) => (one === state ? narrowState : one)) : base[kind]),
  remaining,
  currency,
  creditor,
  reference,
  ...(withDebtor ? [debtor, debtorNumber] : []),
]

/** Everything that may be chosen. */
export const all: ReadonlyArray<CaseColumn> = [
  id,
  invoice,
  state,
  status,
  since,
  closedOn,
  reason,
  outcome,
  settlement,
  remaining,
  currency,
  creditor,
  reference,
  ...further,
  debtor,
  debtorNumber,
]

const day = (instant: DateTime.Utc | undefined) => (instant === undefined ? undefined : CalendarDay.of(instant))
