/** What the entries of a closed case want booked: losses of claims that nobody has paid. Pure. */
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Money from "@amili-cases/core/Money"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as BigDecimal from "effect/BigDecimal"
import * as Either from "effect/Either"
import { minorOf } from "../../cases/Facts.ts"
import type { Entry } from "../../closed/records/Entries.ts"
import { dayOf } from "../../reconcile/build/dayOf.ts"
import { companyOf, type Company } from "../map/AccountMap.ts"
import { confirmed, probable } from "./bookLoss.ts"
import * as Decided from "./Decided.ts"
import { doubt, type Doubt } from "./Doubt.ts"
import type { Circumstances as LineCircumstances } from "./lineSteps.ts"
import type { Posting } from "./Posting.ts"
import type { Books, Step } from "./Step.ts"
import { ofLoss } from "./texts.ts"

export interface Circumstances extends LineCircumstances {
  readonly classes: SettlementClass.Overrides
}

export const caseSteps = (entries: ReadonlyArray<Entry>, circumstances: Circumstances): ReadonlyArray<Step> => {
  const { books, classes, opening, saidOn } = circumstances
  let before: Entry | undefined
  return entries.map((entry): Step => {
    const company = companyOf(books.map, entry.creditorId)
    const day = dayOf(entry.closedAt ?? null) ?? saidOn(entry.serial)
    const saidDay = entry.kind === "closed" || entry.kind === "closed_again" ? day : saidOn(entry.serial)
    const step = {
      event: entry.revision,
      about: aboutOf(entry),
      company,
      isOpening: opening !== undefined && saidDay !== undefined && saidDay < opening,
    }
    if (entry.kind === "reopened") {
      before = undefined
      return { ...step, books: {} }
    }
    if (before !== undefined && alike.every((key) => before?.[key] === entry[key])) return { ...step, books: "same" }
    before = entry
    const settlementClass = SettlementClass.of(entry.reason, classes)
    return { ...step, books: booksOf(entry, settlementClass, day, company, circumstances) }
  })
}

const alike = ["reason", "amount", "currency", "creditorId", "invoiceNumber", "closedAt"] as const

/** Classes that may be a loss, and what is booked of them before a person has decided. */
const byClass = new Map<SettlementClass.SettlementClass, "confirmed" | "probable" | "nothing">([
  ["loss", "confirmed"],
  ["loss_to_confirm", "probable"],
  ["payout_with_residual", "nothing"],
  ["unclassified", "nothing"],
])

const booksOf = (
  entry: Entry,
  settlementClass: SettlementClass.SettlementClass,
  day: ReturnType<typeof dayOf>,
  company: Company | undefined,
  { books, decisions }: Circumstances,
): Books => {
  const first = byClass.get(settlementClass)
  // With kontantmetoden nothing was booked with the invoice, so that nothing is lost in the books.
  if (first === undefined || company?.method === "kontantmetoden" || minorOf(entry.amount) === 0n) return {}
  const { exchange, loss, vat } = Decided.at(decisions, entry.revision)
  const known = { exchange, vat: vat ?? (company && books.rateOf(company, entry.invoiceNumber)) }
  const lost = company === undefined ? Either.left(doubt("company", "")) : claimOf(entry, company, known)
  const book = (how: typeof confirmed) =>
    Either.map(lost, (claim): ReadonlyArray<Posting> => (company === undefined ? [] : how(claim, company)))
  const text = (what: string) => ofLoss(what, entry.reason, entry.invoiceNumber)
  const certain = { day, text: text("Konst. förlust"), postings: book(confirmed) }
  const likely = { day, text: text("Befarad förlust"), postings: book(probable) }
  if (first === "confirmed") return { entry: certain }
  const entryOf = first === "probable" ? { entry: likely } : {}
  if (loss === undefined) return { ...entryOf, question: questionOf(entry) }
  return {
    ...entryOf,
    decided: loss.isLoss
      ? { ...certain, day: loss.day }
      : { day: loss.day, text: text("Ingen förlust"), postings: Either.right([]) },
  }
}

const questionOf = ({ amount, currency, reason }: Entry): Doubt =>
  doubt(
    "loss",
    `${CloseReason.describe(reason ?? "(orsak saknas)", "sv")}, ${amount ?? "okänt belopp"} ${currency ?? ""} återstår: konstaterad förlust eller inte?`,
  )

interface Known {
  readonly exchange: BigDecimal.BigDecimal | undefined
  readonly vat: Decided.Decided["vat"]
}

const claimOf = (entry: Entry, company: Company, { exchange, vat }: Known) => {
  const amount = minorOf(entry.amount)
  if (amount === undefined) return Either.left(doubt("amount", "Ärendets återstående kapital är okänt: fråga Amili"))
  if (entry.currency !== company.currency && exchange === undefined)
    return Either.left(
      doubt(
        "currency",
        `Ärendet är i ${entry.currency ?? "okänd valuta"}, bokföringen i ${company.currency}: ange kurs och källa`,
      ),
    )
  if (vat === undefined)
    return Either.left(
      doubt("vat_rate", `Momssatsen för faktura ${entry.invoiceNumber ?? "(saknas)"} är inte känd: ange den`),
    )
  const remaining =
    entry.currency === company.currency || exchange === undefined
      ? amount
      : Money.toMinor(BigDecimal.multiply(BigDecimal.make(amount, 2), exchange))
  return Either.right({ remaining, invoice: entry.invoiceNumber, rate: vat })
}

const aboutOf = (entry: Entry): Step["about"] => ({
  creditorId: entry.creditorId,
  caseId: entry.caseId,
  invoice: entry.invoiceNumber,
  payoutId: undefined,
  payoutReference: undefined,
  category: entry.reason,
  amount: entry.amount,
  currency: entry.currency,
})
