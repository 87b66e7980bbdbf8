/** A document that a closed run has something to say about, and what becomes of it in the journal and in the files. */
import { createHash } from "node:crypto"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { Quarantined } from "@amili-cases/export-engine/journal/QuarantineLog"
import { dayOfIso, isoOf } from "@amili-cases/export-engine/run/Instant"
import { current, type Edition } from "../../cases/Edition.ts"
import * as Money from "@amili-cases/core/Money"
import { minorOf } from "../../cases/Facts.ts"
import {
  claimedOf,
  type ClosedRow,
  type CorrectionRow,
  fromClosed,
  fromUnreadable,
  type QuarantineRow,
} from "../../cases/Row.ts"
import type { RowOptions } from "../../cases/Row.ts"
import type * as Totals from "../../cases/Totals.ts"
import type { Classification, Unclear } from "../Classification.ts"
import type { Entry } from "../records/Entries.ts"

/** A row or a correction. */
export type Said = Extract<Classification, { readonly _tag: "New" | "Correction" }>

/** Something that needs a person. */
export interface Shown extends Unclear {
  /** The same for as long as there is nothing new to say about the case. */
  readonly fingerprint: string
  /** The one of the first edition, by which a journal may know it. */
  readonly fingerprintBefore: string | undefined
}

export interface Item {
  readonly said: Said | undefined
  readonly shown: Shown | undefined
}

export const show = (unclear: Unclear, edition?: Edition): Shown => {
  const { about, aboutBefore } = unclear
  const fingerprintBefore = aboutBefore && fingerprintOf(unclear, aboutBefore)
  const isBefore = edition === 1 && fingerprintBefore !== undefined
  return { ...unclear, fingerprint: isBefore ? fingerprintBefore : fingerprintOf(unclear, about), fingerprintBefore }
}

const fingerprintOf = ({ caseId = "", problem }: Unclear, about: string): string =>
  createHash("sha256").update([problem, caseId, about].join("\n")).digest("hex")

export const toEntry = (said: Said, serial: number, seq: number, edition: Edition = current): Entry => {
  // A journal that is rebuilt is the one that was lost.
  const isKept = edition >= 3
  const claimed = isKept ? claimedOf(said.value) : undefined
  return {
    // One by one: spreading them took as long as everything else about an entry.
    closedAt: said.facts.closedAt,
    reason: said.facts.reason,
    currency: said.facts.currency,
    amount: said.facts.amount,
    caseId: said.value.id,
    revision: said._tag === "New" ? 0 : said.previous.revision + 1,
    serial,
    seq,
    kind: said._tag === "New" ? "closed" : said.change,
    corrects: said._tag === "New" ? undefined : said.previous.serial,
    creditorId: said.value.creditorId,
    invoiceNumber: said.value.debt?.invoiceNumber,
    reference: said.value.referenceNumber,
    claimed: claimed && Money.format(claimed),
    registeredAt: (isKept ? isoOf(said.value.createdAt) : undefined) ?? undefined,
  }
}

export const toQuarantined = (
  item: Shown,
  source: string,
  profile: string,
  serial: number,
  seq: number,
): Quarantined => ({
  profile,
  dataset: "closed",
  serial,
  seq,
  case_id: item.caseId ?? null,
  problem: item.problem,
  detail: item.detail.en,
  fingerprint: item.fingerprint,
  source,
})

/** The rows of each table, in the order of the documents. */
export const rowsOf = (items: ReadonlyArray<Item>, raw: string, shape: RowOptions, edition: Edition | undefined) => {
  const closed: Array<ClosedRow> = []
  const corrections: Array<CorrectionRow> = []
  const quarantine: Array<QuarantineRow> = []
  for (const { said, shown } of items) {
    if (said?._tag === "New") closed.push(fromClosed(said.value, shape))
    if (said?._tag === "Correction") corrections.push(toCorrection(said, shape, edition))
    if (shown !== undefined) quarantine.push(toQuarantineRow(shown, raw, shape, edition))
  }
  return { closed, corrections, quarantine }
}

const toCorrection = (
  said: Extract<Said, { readonly _tag: "Correction" }>,
  shape: RowOptions,
  edition: Edition = current,
): CorrectionRow => ({
  ...fromClosed(said.value, shape),
  ...(said.change === "reopened" && edition >= 3 ? { outcome: undefined, settlementClass: undefined } : {}),
  change: said.change,
  corrects: said.previous.serial,
  previousClosedOn: dayOfIso(said.previous.closedAt),
  previousReason: said.previous.reason,
  previousSettlementClass:
    said.previous.kind === "reopened" ? undefined : SettlementClass.of(said.previous.reason, shape.classes),
  previousCurrency: said.previous.currency,
  previousRemainingCapital: minorOf(said.previous.amount),
})

const toQuarantineRow = (
  { caseId, detail, parts = {}, problem, value }: Shown,
  raw: string,
  shape: RowOptions,
  edition: Edition | undefined,
): QuarantineRow => {
  const known =
    value === undefined ? (edition === 1 ? { caseId } : fromUnreadable(parts, caseId, shape)) : fromClosed(value, shape)
  return { ...known, problem, detail, raw }
}

export const toTotal = (row: ClosedRow): Totals.Row => ({
  currency: row.currency,
  group: row.reason,
  settlementClass: row.settlementClass,
  amount: row.remainingCapital,
})
