/** What a transfer from Amili wants booked, where the bank feed does not do it. Pure. */
import type * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import * as Either from "effect/Either"
import type { Transfer } from "../../bank/match/Transfer.ts"
import { type AccountMap, companyOf } from "../map/AccountMap.ts"
import { doubt } from "./Doubt.ts"
import type { Step } from "./Step.ts"

export const transferSteps = (
  transfer: Transfer,
  map: AccountMap,
  opening: CalendarDay.CalendarDay | undefined,
): ReadonlyArray<Step> => {
  const creditors = [...transfer.creditorIds].toSorted()
  const companies = [...new Set(creditors.map((creditor) => companyOf(map, creditor)))]
  const [company, ...others] = companies
  if (company !== undefined && companies.every((one) => one?.bankArrivals === false)) return []
  if (opening !== undefined && transfer.bookedOn < opening) return []
  const amount = Money.toMinor(transfer.amount)
  const about: Step["about"] = {
    creditorId: creditors[0],
    caseId: undefined,
    invoice: undefined,
    payoutId: undefined,
    payoutReference: [...transfer.references].toSorted()[0],
    category: undefined,
    amount: Money.format(transfer.amount),
    currency: transfer.currency,
  }
  const postings =
    company === undefined || others.length > 0
      ? Either.left(doubt("company", "Överföringen gäller flera bolag i kartan: bokför den i bokföringsprogrammet"))
      : transfer.currency !== company.currency
        ? Either.left(doubt("currency", `Överföringen är i ${transfer.currency}: bokför den i bokföringsprogrammet`))
        : Either.right([
            { account: company.booking.bank, amount },
            { account: company.booking.clearing, amount: -amount },
          ])
  const text = ["Amili utbetalning", ...(about.payoutReference === undefined ? [] : [about.payoutReference])].join(" ")
  return [{ event: 0, about, company, isOpening: false, books: { entry: { day: transfer.bookedOn, text, postings } } }]
}
