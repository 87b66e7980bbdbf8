/** The controls of a month: two sums each, of which one comes from the rows of the stand and one from the journal or the API. */
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Effect from "effect/Effect"
import { ControlSums } from "../journal/ControlSums.ts"
import { isPaidClass } from "../judge/caseState.ts"
import type { Request } from "../build/request.ts"
import type { Control } from "../stand/Summary.ts"
import { add } from "./byCurrency.ts"
import { control, count, notCompared } from "./control.ts"
import type { Facts } from "./Facts.ts"
import { flow } from "./transit.ts"
import { approvals, clearing } from "./vouchers.ts"

/** Unpaid lines when the month began and when it ended, as the journal has them. */
export const unpaid = ({ knowledge, month, opening, place }: Request) =>
  Effect.gen(function* () {
    const sums = yield* ControlSums
    const isOpened = opening !== undefined && opening > month.start && opening < month.end
    const from = isOpened ? opening : month.start
    return {
      before: yield* sums.unpaid(place.profile, knowledge.payouts, from),
      now: yield* sums.unpaid(place.profile, knowledge.payouts, month.end),
      /** The month lies before everything that the journal answers for. */
      isEarlier: opening !== undefined && opening >= month.end,
    }
  })

export const all = (facts: Facts, unpaidLines: Effect.Effect.Success<ReturnType<typeof unpaid>>) =>
  Effect.gen(function* () {
    const { lines, payouts, request, summarised } = facts
    const { classes, knowledge, month, place } = request
    const sums = yield* ControlSums
    const { lines: linesOfPayouts, totals } = yield* sums.payoutTotals(place.profile, knowledge.payouts, month.end)
    const remainders = add(
      ...payouts.map(({ row }) => new Map(row.remainder === undefined ? [] : [[row.currency ?? "", row.remainder]])),
    )
    const moved = add(
      ...lines.movements
        .all()
        .map(
          ({ currency, sums: { changed, created, gone, paidOut } }) =>
            new Map([[currency, created + changed - gone - paidOut]]),
        ),
    )
    const reasons = [...new Set([...CloseReason.known, ...Object.keys(classes)])].filter((reason) =>
      isPaidClass(SettlementClass.of(reason, classes)),
    )
    const ofSummaries =
      summarised.readable.size === 0
        ? new Map<string, bigint>()
        : yield* sums.linesByPayout(place.profile, knowledge.payouts, month.end)
    const summarisedLines = add(
      ...Array.from(ofSummaries, ([id, amount]) => {
        const currency = summarised.readable.get(id)
        return new Map(currency === undefined ? [] : [[currency, amount]])
      }),
    )
    const paid = yield* sums.closedFor(place.profile, knowledge.closed, month.end, reasons)
    const paidOut = yield* sums.paidOut(place.profile, knowledge.payouts, month.start, month.end)
    const controls: ReadonlyArray<Control> = [
      control("C1", add(linesOfPayouts, remainders), totals, {
        sv: "Utbetalningarnas rader och skillnader = deras totaler",
        en: "lines and remainders of payouts = their totals",
      }),
      summarised.readable.size === 0
        ? notCompared("C2", {
            sv: "ingen utbetalning har en läsbar sammanställning",
            en: "no payout has a summary that can be read",
          })
        : control("C2", add(summarisedLines, summarised.differences), summarised.said, {
            sv: "Rader per artikel och namngivna skillnader = utbetalningarnas sammanställning",
            en: "lines by article and named differences = the summaries of payouts",
          }),
      unpaidLines.isEarlier
        ? notCompared("C3", {
            sv: "månaden ligger före den ingående balansen",
            en: "the month lies before the opening balance",
          })
        : control("C3", add(unpaidLines.before, moved), unpaidLines.now, {
            sv: "Obetalda rader vid periodens början och rörelser = obetalda rader vid dess slut",
            en: "unpaid lines at the beginning and movements = unpaid lines at the end",
          }),
      facts.hasBank
        ? control("C4", paidOut, flow(facts), {
            sv: "Utbetalt i månaden = på banken och ändring av det som är på väg",
            en: "paid out in the month = on the bank and the change in transit",
          })
        : notCompared("C4", { sv: "inga bankfiler", en: "no bank files" }),
      control("C5", ...count(paid, facts.cases + facts.settledBefore), {
        sv: "Betalda ärenden i journalen = ärenden med ett läge + tidigare avräknade",
        en: "paid cases of the journal = cases in a state + settled before",
      }),
      request.counted === undefined
        ? notCompared("C6", { sv: "API:et har inte frågats", en: "the API was not asked" })
        : control("C6", ...count(request.counted.api, request.counted.journal), {
            sv: "API:ets antal avslutade ärenden, rader och utbetalningar = journalens",
            en: "the API's counts of closed cases, lines and payouts = the journal's",
          }),
      yield* clearing(request),
      yield* approvals(request),
    ]
    return controls
  })
