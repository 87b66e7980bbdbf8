/** What the memory holds of the lines and payouts that a batch is about. */
import * as Document from "@amili-cases/core/Document"
import * as Effect from "effect/Effect"
import { factsOfLine } from "../events/facts.ts"
import { isRevised } from "../events/lineEvents.ts"
import type { Moment } from "../journal/EventTable.ts"
import { idOf, type Observation } from "../Observation.ts"
import type { Known } from "./Book.ts"
import type { Memory } from "./Memory.ts"

export const knownOf = (observations: ReadonlyArray<Observation>, memory: Memory, at: Moment) =>
  Effect.gen(function* () {
    const values = observations.flatMap((one) =>
      one._tag === "Line" && !Document.isMalformed(one.document) ? [one.document.value] : [],
    )
    const lineIds = idsOf(observations, ["Line", "LineGone"])
    const lines = yield* memory.lines(lineIds, at)
    const payoutIds = new Set([
      ...idsOf(observations, ["Payout", "PayoutGone"]),
      ...values.flatMap(({ payoutId }) => payoutId ?? []),
    ])
    const payouts = yield* memory.payouts([...payoutIds], at)
    // Only these may take another line back.
    const revised = values.filter((value) => {
      const previous = lines.get(value.id)
      return previous === undefined || isRevised(factsOfLine(value), previous)
    })
    const cases = new Set(revised.flatMap(({ caseId }) => caseId ?? []))
    const invoices = new Set(revised.flatMap(({ invoiceNumber }) => invoiceNumber ?? []))
    const relatives = yield* memory.relatives([...cases], [...invoices], at)
    const known: Known = { lines: [...relatives, ...lines.values()], payouts: [...payouts.values()] }
    return known
  })

const idsOf = (observations: ReadonlyArray<Observation>, tags: ReadonlyArray<Observation["_tag"]>) => [
  ...new Set(observations.flatMap((one) => (tags.includes(one._tag) ? (idOf(one) ?? []) : []))),
]
