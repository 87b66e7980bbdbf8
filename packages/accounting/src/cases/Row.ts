/**
 * What one line of an export says, computed once from a case and then only copied: the CSV file and the workbook
 * are written from the same records, so they cannot disagree.
 * Money is in hundredths of the currency, as shown (rounded); days are calendar days in Europe/Stockholm, "2026-01-13".
 */

import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { link } from "@amili-cases/core/Case"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Money from "@amili-cases/core/Money"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { BigDecimal } from "effect/BigDecimal"
import type * as DateTime from "effect/DateTime"
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { ExportedCase } from "./ExportedCase.ts"
import type { Privacy } from "@amili-cases/export-engine/run/RunSettings"
import { maskName, maskNumber } from "../privacy/Masking.ts"

/** Who owes: only there when the run was asked for debtor data. */
export interface Debtor {
  readonly debtorName?: string | undefined
  readonly debtorIdNumber?: string | undefined
}

/** What every line says about its case. */
export interface CaseRow extends Debtor {
  readonly caseId: string
  readonly invoiceNumber?: string | undefined
  readonly reference?: string | undefined
  readonly creditor?: string | undefined
  readonly creditorId?: string | undefined
  readonly currency?: string | undefined
  /** Hundredths of the currency. */
  readonly remainingCapital?: bigint | undefined
  /** What was to be collected. */
  readonly claimedCapital?: bigint | undefined
  readonly remainingCosts?: bigint | undefined
  readonly remainingInterest?: bigint | undefined
  readonly link?: string | undefined
}

/** A case that is not closed. */
export interface OpenRow extends CaseRow {
  readonly state?: string | undefined
  readonly status?: string | undefined
  /** The day the case was registered. */
  readonly registeredOn?: string | undefined
  /** The invoice's day plus its days of credit. */
  readonly dueOn?: string | undefined
  /** Days from the due day to the day of the export: negative while the invoice is not due. */
  readonly age?: number | undefined
}

/** A closed case. */
export interface ClosedRow extends CaseRow {
  readonly closedOn?: string | undefined
  readonly reason?: string | undefined
  /** The guide's two groups: "paid", "unpaid", or "unknown" for a reason that the guide does not name. */
  readonly outcome: string
  readonly settlementClass: string
}

/** How an exported case has changed since; `reopened` means that it is not closed any more. */
export type Change = "changed" | "reopened" | "closed_again"

/** A case that an earlier run exported and that is not what it was: the fields of a closed row say how it is now. */
export interface CorrectionRow extends Omit<ClosedRow, "outcome" | "settlementClass"> {
  /** None while the case is open again. */
  readonly outcome?: string | undefined
  readonly settlementClass?: string | undefined
  readonly change: Change
  /** Serial number of the run whose row this corrects. */
  readonly corrects: number
  readonly previousClosedOn?: string | undefined
  readonly previousReason?: string | undefined
  readonly previousSettlementClass?: string | undefined
  readonly previousCurrency?: string | undefined
  readonly previousRemainingCapital?: bigint | undefined
}

/** Why a person must look at a case before it is booked. */
export type Problem = "undated" | "unclassified" | "unclassified_correction" | "future" | "undecodable" | "other"

/** A case that needs a person: as much as is known of it, and where its raw document is kept. */
export interface QuarantineRow extends Omit<ClosedRow, "caseId" | "outcome" | "settlementClass"> {
  readonly caseId?: string | undefined
  readonly outcome?: string | undefined
  readonly settlementClass?: string | undefined
  readonly problem: Problem
  /** One line for a person, without personal data. */
  readonly detail?: Bilingual | undefined
  /** Name of the file that holds the raw document. */
  readonly raw?: string | undefined
}

/** How a case becomes a row. */
export interface RowOptions {
  readonly privacy: Privacy
  /** Other settlement classes for some reasons. */
  readonly classes?: SettlementClass.Overrides | undefined
}

/** What was to be collected: the first capital stands in where the API does not say what is claimed. */
export const claimedOf = ({ debt }: Pick<Partial<ExportedCase>, "debt">): BigDecimal | undefined =>
  debt?.capitalToClaim ?? debt?.initialCapital

/** The row of an open case, aged on the given day. */
export const fromOpen = (value: ExportedCase, on: CalendarDay.CalendarDay, { privacy }: RowOptions): OpenRow => {
  const due = dueDay(value)
  return {
    caseId: value.id,
    ...common(value, privacy),
    state: value.state,
    status: value.status,
    registeredOn: day(value.createdAt),
    dueOn: due,
    age: due === undefined ? undefined : CalendarDay.daysBetween(due, on),
  }
}

/** The row of a closed case. */
export const fromClosed = (value: ExportedCase, { classes, privacy }: RowOptions): ClosedRow => {
  const { closed, debt, localRemainingCosts, localRemainingInterest, remainingCapital } = value
  // In one piece and without `common`: spreading one object into another takes longer than making the row.
  const row: ClosedRow = {
    caseId: value.id,
    invoiceNumber: debt?.invoiceNumber,
    reference: value.referenceNumber,
    creditor: value.creditorName,
    creditorId: value.creditorId,
    currency: value.currency,
    remainingCapital: minor(remainingCapital),
    claimedCapital: minor(claimedOf(value)),
    remainingCosts: minor(localRemainingCosts),
    remainingInterest: minor(localRemainingInterest),
    link: link(value.id),
    closedOn: day(closed?.date),
    reason: closed?.reason,
    outcome: CloseReason.outcome(closed?.reason),
    settlementClass: SettlementClass.of(closed?.reason, classes),
  }
  return privacy === "none" ? row : { ...row, ...debtor(value, privacy) }
}

/** As much of a row as there is of a document that cannot be read as a whole. It is read as it is kept, which is masked. */
export const fromUnreadable = (
  value: Partial<ExportedCase>,
  caseId: string | undefined,
  { classes, privacy }: RowOptions,
): Omit<QuarantineRow, "problem"> => {
  const { closed } = value
  const reason = closed?.reason
  return {
    ...common(value, privacy === "none" ? "none" : "full"),
    caseId,
    closedOn: day(closed?.date),
    reason,
    ...(reason === undefined
      ? {}
      : { outcome: CloseReason.outcome(reason), settlementClass: SettlementClass.of(reason, classes) }),
  }
}

const common = (value: Partial<ExportedCase>, privacy: Privacy): Omit<CaseRow, "caseId"> => ({
  invoiceNumber: value.debt?.invoiceNumber,
  reference: value.referenceNumber,
  creditor: value.creditorName,
  creditorId: value.creditorId,
  currency: value.currency,
  remainingCapital: minor(value.remainingCapital),
  claimedCapital: minor(claimedOf(value)),
  remainingCosts: minor(value.localRemainingCosts),
  remainingInterest: minor(value.localRemainingInterest),
  link: value.id && link(value.id),
  ...(privacy === "none" ? {} : debtor(value, privacy)),
})

const debtor = (
  { debtorIdNumber: number, debtorName: name }: Partial<ExportedCase>,
  privacy: Exclude<Privacy, "none">,
): Debtor => {
  switch (privacy) {
    case "full":
      return { debtorName: name, debtorIdNumber: number }
    case "masked":
      return { debtorName: name && maskName(name, number), debtorIdNumber: number && maskNumber(number) }
  }
}

const minor = (amount: BigDecimal | undefined) => amount && Money.toMinor(amount)

const day = (instant: DateTime.Utc | undefined) => instant && CalendarDay.of(instant)

/** The invoice's day when no days of credit are known. */
const dueDay = ({ debt }: ExportedCase) =>
  debt?.invoiceDate && CalendarDay.addDays(CalendarDay.of(debt.invoiceDate), debt.dueDays ?? 0)
