/** The columns of case lists. Piped, all of them come, in this order; on a terminal, as many as fit. */
import type { Column } from "@amili-cases/app-kit/Table"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Case } from "@amili-cases/core/Case"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Money from "@amili-cases/core/Money"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { DateTime } from "effect"

type CaseColumn = Column<Case>

const id: CaseColumn = { header: "ID", value: (row) => row.id }
const invoice: CaseColumn = { header: "INVOICE", least: 12, value: (row) => row.debt?.invoiceNumber ?? "" }
const state: CaseColumn = { header: "STATE", value: (row) => row.state ?? "" }
const status: CaseColumn = { header: "STATUS", least: 8, rank: 2, value: (row) => row.status ?? "" }
const since: CaseColumn = { header: "SINCE", rank: 3, value: (row) => day(row.latestStateDate) }
const closedOn: CaseColumn = { header: "CLOSED", value: (row) => day(row.closed?.date) }
const reason: CaseColumn = { header: "REASON", least: 10, value: (row) => row.closed?.reason ?? "" }
const outcome: CaseColumn = { header: "OUTCOME", rank: 4, value: (row) => CloseReason.outcome(row.closed?.reason) }
const settlement: CaseColumn = { header: "CLASS", rank: 3, value: (row) => SettlementClass.of(row.closed?.reason) }
const currency: CaseColumn = { header: "CUR", rank: 1, value: (row) => row.currency ?? "" }
const remaining: CaseColumn = {
  header: "REMAINING",
  align: "right",
  value: (row) => (row.remainingCapital === undefined ? "" : Money.format(row.remainingCapital)),
}
const creditor: CaseColumn = {
  header: "CREDITOR",
  least: 10,
  rank: 5,
  value: (row) => row.creditorName ?? row.creditorId ?? "",
}
const reference: CaseColumn = { header: "REFERENCE", least: 8, rank: 6, value: (row) => row.referenceNumber ?? "" }
const debtorColumns: ReadonlyArray<CaseColumn> = [
  { header: "DEBTOR", least: 8, value: (row) => row.debtorName ?? "" },
  { header: "DEBTOR NO", rank: 7, value: (row) => row.debtorIdNumber ?? "" },
]

export const open = (withDebtor: boolean): ReadonlyArray<CaseColumn> => [
  id,
  invoice,
  state,
  status,
  since,
  remaining,
  currency,
  creditor,
  reference,
  ...(withDebtor ? debtorColumns : []),
]

export const closed = (withDebtor: boolean): ReadonlyArray<CaseColumn> => [
  id,
  invoice,
  closedOn,
  reason,
  outcome,
  settlement,
  remaining,
  currency,
  creditor,
  reference,
  ...(withDebtor ? debtorColumns : []),
]

/** For cases that may be either, as a lookup finds them. */
export const either = (withDebtor: boolean): ReadonlyArray<CaseColumn> => [
  id,
  invoice,
  state,
  status,
  since,
  closedOn,
  reason,
  remaining,
  currency,
  creditor,
  reference,
  ...(withDebtor ? debtorColumns : []),
]

const day = (instant: DateTime.Utc | undefined) => (instant === undefined ? "" : CalendarDay.of(instant))
