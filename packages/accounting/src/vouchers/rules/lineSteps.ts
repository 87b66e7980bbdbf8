/** What the events of a payout line want booked. Pure. */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Either from "effect/Either"
import { dayOf } from "../../reconcile/build/dayOf.ts"
import type { LineEvent, LineFacts } from "../../payouts/events/LineEvent.ts"
import { companyOf, type Company } from "../map/AccountMap.ts"
import type { Books as Map } from "../map/readMap.ts"
import { bookLine } from "./bookLine.ts"
import * as Decided from "./Decided.ts"
import { doubt } from "./Doubt.ts"
import type { Step } from "./Step.ts"
import { ofLine } from "./texts.ts"

export interface Circumstances {
  readonly books: Map
  readonly decisions: Decided.DecidedBy
  readonly opening: CalendarDay.CalendarDay | undefined
  /** The day of the run that said it, by serial. */
  readonly saidOn: (serial: number) => CalendarDay.CalendarDay | undefined
}

export const lineSteps = (
  events: ReadonlyArray<LineEvent>,
  { books, decisions, opening, saidOn }: Circumstances,
): ReadonlyArray<Step> => {
  let booked: LineFacts | undefined
  return events.map((event): Step => {
    const company = companyOf(books.map, event.creditorId)
    const day = dayOf(event.bookedAt) ?? dayOf(event.createdAt) ?? saidOn(event.serial)
    const saidDay = event.kind === "new" ? day : saidOn(event.serial)
    const step = {
      event: event.revision,
      about: aboutOf(event, events),
      company,
      isOpening: opening !== undefined && saidDay !== undefined && saidDay < opening,
    }
    if (event.kind === "gone") {
      booked = undefined
      return { ...step, books: {} }
    }
    const isBooked = event.kind === "new" || event.kind === "found_again" || event.kind === "changed"
    if (!isBooked || (booked !== undefined && isSame(booked, event))) return { ...step, books: "same" }
    booked = event
    const postings =
      company === undefined ? noCompany : bookLine(event, company, knownOf(event, company, books, decisions))
    return { ...step, books: { entry: { day, text: ofLine(event), postings } } }
  })
}

const noCompany = Either.left(doubt("company", ""))

const knownOf = (event: LineEvent, company: Company, { rateOf }: Map, decisions: Decided.DecidedBy) => {
  const { exchange, vat } = Decided.at(decisions, event.revision)
  return { invoiceVat: vat ?? rateOf(company, event.invoiceNumber ?? undefined), exchange }
}

const alike = ["category", "article", "currency", "creditorId", "net", "vat", "total", "invoiceNumber"] as const

const isSame = (a: LineFacts, b: LineFacts): boolean =>
  alike.every((key) => a[key] === b[key]) && dayOf(a.bookedAt) === dayOf(b.bookedAt)

/** The payout is the one that the line has come to be in since. */
const aboutOf = (event: LineEvent, events: ReadonlyArray<LineEvent>): Step["about"] => {
  const last = events.findLast(({ payoutId, payoutReference }) => payoutId !== null || payoutReference !== null)
  return {
    creditorId: event.creditorId ?? undefined,
    caseId: event.caseId ?? undefined,
    invoice: event.invoiceNumber ?? undefined,
    payoutId: last?.payoutId ?? undefined,
    payoutReference: last?.payoutReference ?? undefined,
    category: event.category ?? undefined,
    amount: event.total ?? undefined,
    currency: event.currency ?? undefined,
  }
}
