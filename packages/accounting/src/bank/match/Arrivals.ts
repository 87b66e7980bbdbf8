/**
 * Which payouts have arrived on the bank. A payout and a transfer belong together by reference and amount, within days of
 * each other; several payouts that were transferred at once, when all of one reference or one day add up exactly. Nothing
 * is chosen among candidates, and no subset is searched for that would happen to add up: that is for a person.
 */
import type { CalendarDay } from "@amili-cases/core/CalendarDay"
import * as BigDecimal from "effect/BigDecimal"
import { makeClaims, type Proposal } from "./claims.ts"
import { type Differing, differing } from "./differing.ts"
import { type Expected, fitting, grouped, total, windowOf } from "./Expected.ts"
import type { Transfer } from "./Transfer.ts"

export type Arrival = { readonly payout: Expected } & (
  | {
      readonly state: "arrived"
      /** None for what comes to 0.00, which nobody transfers. */
      readonly transfers: ReadonlyArray<Transfer>
      readonly matchedBy: Rule
    }
  | ({ readonly state: "differs" } & Differing)
  | { readonly state: "several_candidates"; readonly transfers: ReadonlyArray<Transfer> }
  | { readonly state: "in_transit" | "missing" | "no_bank_file" }
)

export type Rule = "zero" | "reference" | "all of the reference" | "all of the day"

/** The days that bank files of a creditor's account cover, both inclusive. */
export interface Coverage {
  readonly creditorId: string
  readonly from: CalendarDay
  readonly to: CalendarDay
}

export interface Input {
  /** Payouts of unknown total cannot be matched: leave them out. */
  readonly payouts: ReadonlyArray<Expected>
  readonly transfers: ReadonlyArray<Transfer>
  /** At most one for each creditor. */
  readonly coverage: ReadonlyArray<Coverage>
  /** The day as of which the question is asked. */
  readonly asOf: CalendarDay
}

export interface Arrivals {
  /** One for each payout, in their order. */
  readonly arrivals: ReadonlyArray<Arrival>
  /** Amili's transfers that stand at no payout. */
  readonly unexplained: ReadonlyArray<Transfer>
}

export const match = ({ asOf, coverage, payouts, transfers }: Input): Arrivals => {
  const byReference = grouped(transfers, ({ references }) => references)
  const byAmount = grouped(transfers, (transfer) => [amountKey(transfer)])
  const underReference = (payouts: ReadonlyArray<Expected>): ReadonlyArray<Transfer> =>
    fitting(payouts, byReference.get(payouts[0]?.reference?.trim() ?? ""))

  const claims = makeClaims<Expected, Rule>()
  claims.settle(payouts.filter(isZero).map((payout) => ({ rule: "zero", payouts: [payout], options: [[]] })))
  const rest = payouts.filter(claims.isOpen)

  claims.settle(
    rest.map((payout) => {
      const equal = underReference([payout]).filter(({ amount }) => BigDecimal.equals(amount, payout.amount))
      return oneOf("reference", [payout], equal)
    }),
  )
  for (const keyOf of [referenceAndDay, reference])
    claims.settle(
      groups(rest, keyOf).map((payouts) => {
        const transfers = claims.free(underReference(payouts))
        const addsUp = BigDecimal.equals(total(transfers), total(payouts))
        return { rule: "all of the reference", payouts, options: addsUp ? [transfers] : [] }
      }),
    )
  claims.settle(
    groups(rest, day)
      // One payout with a reference is found by it or not at all: another transfer may happen to have its amount.
      .filter((payouts) => payouts.length > 1 || payouts.every(({ reference }) => reference === undefined))
      .map((payouts) => {
        const sum = amountKey({ currency: payouts[0]?.currency, amount: total(payouts) })
        return oneOf("all of the day", payouts, claims.free(fitting(payouts, byAmount.get(sum))))
      }),
  )

  const differs = differing(
    groups(rest.filter(claims.isOpen), referenceAndDay).map((payouts) => ({
      payouts,
      unmatched: payouts.filter((payout) => claims.candidates(payout).length === 0),
      transfers: claims.free(underReference(payouts)),
    })),
  )
  const covered = new Map(coverage.map((days) => [days.creditorId, days]))
  const arrivals = payouts.map((payout): Arrival => {
    const settled = claims.settled(payout)
    if (settled !== undefined)
      return { payout, state: "arrived", transfers: settled.transfers, matchedBy: settled.rule }
    const candidates = claims.candidates(payout)
    if (candidates.length > 0) return { payout, state: "several_candidates", transfers: candidates }
    const other = differs.get(payout)
    if (other !== undefined) return { payout, state: "differs", ...other }
    return { payout, state: absence(payout, covered.get(payout.creditorId), asOf) }
  })
  const explained = new Set(arrivals.flatMap((arrival) => ("transfers" in arrival ? arrival.transfers : [])))
  return { arrivals, unexplained: transfers.filter((transfer) => !explained.has(transfer)) }
}

const absence = (payout: Expected, covered: Coverage | undefined, asOf: CalendarDay) => {
  const { first, last } = windowOf(payout)
  if (covered === undefined) return "no_bank_file"
  if (asOf <= last) return "in_transit"
  return covered.from <= first && covered.to >= last ? "missing" : "no_bank_file"
}

/** Any one of the transfers would explain the payouts. */
const oneOf = (
  rule: Rule,
  payouts: ReadonlyArray<Expected>,
  transfers: ReadonlyArray<Transfer>,
): Proposal<Expected, Rule> => ({ rule, payouts, options: transfers.map((transfer) => [transfer]) })

const isZero = ({ amount }: Expected): boolean => BigDecimal.isZero(amount)

const groups = (payouts: ReadonlyArray<Expected>, keysOf: (payout: Expected) => ReadonlyArray<string>) =>
  Array.from(grouped(payouts, keysOf).values())

const day = ({ creditorId, currency, day }: Expected) => [JSON.stringify([creditorId, currency, day])]
const reference = ({ creditorId, currency, reference }: Expected) =>
  reference === undefined ? [] : [JSON.stringify([creditorId, currency, reference.trim()])]
const referenceAndDay = (payout: Expected) => reference(payout).map((key) => `${key} ${payout.day}`)

const amountKey = ({ amount, currency }: { amount: BigDecimal.BigDecimal; currency: string | undefined }): string =>
  `${currency} ${BigDecimal.format(BigDecimal.normalize(amount))}`
