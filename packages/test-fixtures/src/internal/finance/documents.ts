/** Cases, lines and payouts as the database keeps them. */
import { type Case, type Line, lineTotal, type Payout } from "../../finance/Event.ts"
import { Float, isDocument, ObjectId, type Document, type Value } from "../../Document.ts"

/** Hundredths as a number of the database, whole amounts as floats too. */
const money = (amount: number): Value => (amount % 100 === 0 ? new Float(amount / 100) : amount / 100)

const head = ({ id, createdAt, updatedAt, creditor, currency }: Case | Line | Payout): Document => ({
  _id: new ObjectId(id),
  _created: new Date(createdAt),
  _updated: new Date(updatedAt),
  creditor: creditor.id,
  creditor_name: creditor.name,
  currency,
})

/** The case in the image of a generated one, which lends it the debtor. */
export const ofCase = (owner: Case, image: Document): Document => {
  const { closed: _closed, ...open } = image
  const { debt } = image
  const claimed = money(owner.claimed)
  return {
    ...open,
    ...head(owner),
    customer: new ObjectId(`${owner.id.slice(0, 22)}0c`),
    reference_number: owner.reference,
    latest_state_date: new Date(owner.updatedAt),
    debt: {
      ...(isDocument(debt) ? debt : {}),
      invoice_number: owner.invoiceNumber,
      debt_reference: owner.reference,
      invoice_date: new Date(Math.floor(owner.createdAt / 86_400_000) * 86_400_000 - 42 * 86_400_000),
      initial_capital: claimed,
      capital_to_claim: claimed,
    },
    total_remaining_capital_amount: money(owner.remaining),
    local_remaining_capital_amount: money(owner.remaining),
    local_added_capital_amount: claimed,
    local_remaining_transaction_amount: money(owner.remaining),
    local_added_transaction_amount: claimed,
    state: owner.state,
    status: owner.state === "initializing" ? "initialized" : `${owner.state}_active`,
    ...(owner.closed === undefined
      ? {}
      : { closed: { close_date: new Date(owner.closed.at), reason: owner.closed.reason } }),
  }
}

export const ofLine = (line: Line): Document => ({
  ...head(line),
  amount: money(line.net),
  vat_amount: money(line.vat),
  total_amount: money(lineTotal(line)),
  article: line.article,
  state: line.state,
  booking_date: new Date(line.createdAt),
  finance_category: line.category,
  ...(line.namedCase === undefined ? {} : { case: new ObjectId(line.namedCase) }),
  invoice_number: line.invoiceNumber,
  reference_number: line.reference,
  ...(line.shown === undefined
    ? {}
    : {
        payout_date: new Date(line.shown.date),
        payout_reference: line.shown.reference,
        payout_interval: "weekly",
        payout: new ObjectId(line.shown.payout),
      }),
})

export const ofPayout = (payout: Payout): Document => {
  const vat = payout.parts.reduce((sum, part) => sum + part.vat, 0)
  const parts: Document = { amount: money(payout.total - vat), vat_amount: money(vat) }
  const total: Document = { total_amount: money(payout.total) }
  return {
    ...head(payout),
    ...(payout.totals === "all" || payout.totals === "parts" ? parts : {}),
    ...(payout.totals === "all" || payout.totals === "total" ? total : {}),
    payout_reference: payout.reference,
    payout_date: new Date(payout.date),
    finance_interval: "weekly",
    ...(payout.category === undefined ? {} : { finance_category: payout.category }),
    status: payout.status,
    summary: summary(payout),
  }
}

const summary = ({ parts }: Payout): Value =>
  [...new Set(parts.map(({ article }) => article))].map((article) => {
    const ours = parts.filter((part) => part.article === article)
    const sum = (amount: (part: (typeof ours)[number]) => number): Value =>
      money(ours.reduce((total, part) => total + amount(part), 0))
    return {
      article,
      amount: sum(({ net }) => net),
      vat_amount: sum(({ vat }) => vat),
      total_amount: sum(lineTotal),
    }
  })
