/** What the lines of the files say, made of an event and the one before it. Money is in hundredths of the currency. */
import * as Case from "@amili-cases/core/Case"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as Option from "effect/Option"
import { minorOf } from "../../cases/Facts.ts"
import type { LineEvent, LineKind, LineState } from "../events/LineEvent.ts"
import { comparable as lineFields } from "../events/lineEvents.ts"
import type { PayoutEvent, PayoutKind, PayoutState } from "../events/PayoutEvent.ts"
import { comparable as payoutFields } from "../events/payoutEvents.ts"
import type { Doubt, Problem } from "../ledger/Doubt.ts"
import type { Said } from "../ledger/judge.ts"

export type Changed = (typeof lineFields)[number] | (typeof payoutFields)[number]

/** An amount in its parts; undefined where the API gave none. */
export interface Amounts {
  readonly net: bigint | undefined
  readonly vat: bigint | undefined
  readonly total: bigint | undefined
}

interface Common extends Amounts {
  readonly creditor: string | undefined
  readonly creditorId: string | undefined
  readonly category: string | undefined
  readonly currency: string | undefined
  readonly payoutId: string | undefined
  readonly payoutOn: string | undefined
  readonly payoutReference: string | undefined
}

/** How a row changes what a run before it said. */
interface Changing {
  readonly corrects: number | undefined
  /** Names of the facts that have changed. */
  readonly changed: ReadonlyArray<Changed>
  readonly previous: Amounts & { readonly payoutId: string | undefined; readonly payoutOn: string | undefined }
}

export interface LineFactsRow extends Common {
  readonly lineId: string | undefined
  readonly caseId: string | undefined
  readonly invoiceNumber: string | undefined
  readonly reference: string | undefined
  readonly article: string | undefined
  readonly bookedOn: string | undefined
  readonly link: string | undefined
}

export interface LineRow extends LineFactsRow, Changing {
  readonly kind: LineKind
  readonly state: LineState
  readonly reversedBy: string | undefined
  /** By how much the sum of all lines becomes larger. */
  readonly toBook: bigint
  /** By how much the sum of what has been paid out becomes larger. */
  readonly paidOut: bigint
}

export interface PayoutRow extends Common, Changing {
  readonly kind: PayoutKind
  readonly state: PayoutState
  readonly status: string | undefined
  readonly interval: string | undefined
}

export interface QuarantineRow extends Partial<LineFactsRow> {
  readonly problem: Problem
  readonly detail: Bilingual
  readonly raw: string
}

export const lineRow = ({ event, previous }: Said<LineEvent>): LineRow => ({
  ...factsRow(event),
  kind: event.kind,
  state: event.state,
  reversedBy: event.reversedBy ?? undefined,
  corrects: event.corrects ?? undefined,
  changed: changedOf(lineFields, event, previous),
  previous: before(previous),
  toBook: standing(event) - standing(previous),
  paidOut: paid(event) - paid(previous),
})

export const payoutRow = ({ event, previous }: Said<PayoutEvent>): PayoutRow => ({
  ...common(event),
  kind: event.kind,
  state: event.state,
  status: event.status ?? undefined,
  interval: event.interval ?? undefined,
  corrects: event.corrects ?? undefined,
  changed: changedOf(payoutFields, event, previous),
  previous: before(previous),
})

export const quarantineRow = ({ detail, id, line, problem }: Doubt, raw: string): QuarantineRow => ({
  ...(line === undefined ? { lineId: id } : factsRow(line)),
  problem,
  detail,
  raw,
})

const factsRow = (event: LineEvent): LineFactsRow => ({
  ...common(event),
  lineId: event.lineId,
  caseId: event.caseId ?? undefined,
  invoiceNumber: event.invoiceNumber ?? undefined,
  reference: event.reference ?? undefined,
  article: event.article ?? undefined,
  bookedOn: dayOf(event.bookedAt),
  link: linkOf(event.caseId),
})

const common = (event: LineEvent | PayoutEvent): Common => ({
  ...amounts(event),
  creditor: event.creditor ?? undefined,
  creditorId: event.creditorId ?? undefined,
  category: event.category ?? undefined,
  currency: event.currency ?? undefined,
  payoutId: event.payoutId ?? undefined,
  payoutOn: dayOf(event.payoutDate),
  payoutReference: event.payoutReference ?? undefined,
})

const amounts = ({ net, total, vat }: LineEvent | PayoutEvent): Amounts => ({
  net: minorOf(net),
  vat: minorOf(vat),
  total: minorOf(total),
})

const before = (previous: LineEvent | PayoutEvent | undefined): Changing["previous"] =>
  previous === undefined
    ? { net: undefined, vat: undefined, total: undefined, payoutId: undefined, payoutOn: undefined }
    : { ...amounts(previous), payoutId: previous.payoutId ?? undefined, payoutOn: dayOf(previous.payoutDate) }

const changedOf = <E extends LineEvent | PayoutEvent, K extends keyof E>(
  fields: ReadonlyArray<K>,
  event: E,
  previous: E | undefined,
) => (previous === undefined ? [] : fields.filter((field) => event[field] !== previous[field]))

/** What the line is worth while it is there. */
const standing = (event: LineEvent | undefined): bigint =>
  event === undefined || event.state === "gone" ? 0n : (minorOf(event.total) ?? 0n)

const paid = (event: LineEvent | undefined): bigint => (event?.state === "paid" ? standing(event) : 0n)

const dayOf = (iso: string | null): string | undefined => dayOfIso(iso ?? undefined)

const linkOf = (caseId: string | null): string | undefined =>
  Option.fromNullable(caseId).pipe(Option.flatMap(Case.parseId), Option.map(Case.link), Option.getOrUndefined)
