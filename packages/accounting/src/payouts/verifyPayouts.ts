/** Every line and payout of the API against the journal, both in order of id. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import * as Document from "@amili-cases/core/Document"
import type { Finding } from "@amili-cases/export-engine/evidence/Verify"
import { Checkpoints, scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import * as Batches from "@amili-cases/export-engine/run/Batches"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import { factsOfLine, factsOfPayout } from "./events/facts.ts"
import * as LineRules from "./events/lineEvents.ts"
import * as PayoutRules from "./events/payoutEvents.ts"
import { LineEvents } from "./journal/LineEvents.ts"
import { PayoutEvents } from "./journal/PayoutEvents.ts"
import { idOf, type Observation } from "./Observation.ts"
import * as Reading from "./read/Reading.ts"

/** What is wrong with a line or payout, apart from its name. */
export const problems = {
  missing: (what: string) => `a ${what} that was never exported`,
  changed: (what: string) => `a ${what} that has changed since it was exported`,
  gone: (what: string) => `exported, but the API has no such ${what} now`,
} as const

/** Everything that verifying may find of lines and payouts. */
export const all: ReadonlyArray<string> = Object.values(problems).flatMap((say) => [say("line"), say("payout")])

interface Held {
  readonly state: string
  readonly creditorId: string | null
}

interface Comparison<A> {
  /** "line" or "payout". */
  readonly what: string
  readonly list: Reading.List
  readonly held: (after: string, upTo: string) => Stream.Stream<A, JournalError>
  readonly idOf: (held: A) => string
  /** What is wrong with a document of which the journal holds that much. */
  readonly problem: (observation: Observation, held: A | undefined) => string | undefined
}

/** `checked` is undefined when no run over the payouts of these creditors says up to when they are known. */
export const verify = (profile: string, creditors: ReadonlyArray<CreditorId>) =>
  Effect.gen(function* () {
    const known = yield* (yield* Checkpoints).covering(profile, "payouts", scopeOf(creditors))
    if (Option.isNone(known)) return { checked: undefined, findings: [] }
    const { until } = known.value
    const lineEvents = yield* LineEvents
    const payoutEvents = yield* PayoutEvents
    const lines = yield* compare(creditors, {
      what: "line",
      list: yield* Reading.linesOf(creditors),
      held: (after, upTo) => lineEvents.between(profile, after, upTo),
      idOf: ({ lineId }) => lineId,
      problem: (one, held) => {
        if (one._tag !== "Line" || Document.isMalformed(one.document)) return undefined
        const { value } = one.document
        if (held === undefined) return isLater(value, until) ? undefined : problems.missing("line")
        return LineRules.differs(factsOfLine(value), held) ? problems.changed("line") : undefined
      },
    })
    const payouts = yield* compare(creditors, {
      what: "payout",
      list: yield* Reading.payoutsOf(creditors),
      held: (after, upTo) => payoutEvents.between(profile, after, upTo),
      idOf: ({ payoutId }) => payoutId,
      problem: (one, held) => {
        if (one._tag !== "Payout" || Document.isMalformed(one.document)) return undefined
        const { value } = one.document
        if (held === undefined) return isLater(value, until) ? undefined : problems.missing("payout")
        return PayoutRules.differs(factsOfPayout(value), held) ? problems.changed("payout") : undefined
      },
    })
    return { checked: lines.checked + payouts.checked, findings: [...lines.findings, ...payouts.findings] }
  })

/** It is the next run's. */
const isLater = ({ createdAt }: { readonly createdAt?: Parameters<typeof isoOf>[0] }, until: string): boolean => {
  const created = isoOf(createdAt)
  return created !== null && created >= until
}

const compare = <A extends Held>(
  creditors: ReadonlyArray<CreditorId>,
  { held, idOf: idOfHeld, list, problem, what }: Comparison<A>,
) =>
  Effect.gen(function* () {
    const findings: Array<Finding> = []
    let checked = 0
    let last = ""
    const upTo = (end: string, read: ReadonlyMap<string, Observation>) =>
      Stream.runCollect(held(last, end)).pipe(
        Effect.map((all) => {
          const known = new Map([...all].filter(({ state }) => state !== "gone").map((one) => [idOfHeld(one), one]))
          for (const [id, observation] of read) {
            const found = problem(observation, known.get(id))
            if (found !== undefined) findings.push({ problem: found, subject: id })
          }
          for (const [id, { creditorId }] of known) {
            if (read.has(id) || (creditors.length > 0 && !creditors.some((one) => one === creditorId))) continue
            findings.push({ problem: problems.gone(what), subject: id })
          }
          last = end
        }),
      )
    yield* list.all.pipe(
      Batches.forEach((observations) => {
        const read = new Map(
          observations.flatMap((one) => (idOf(one) === undefined ? [] : [[idOf(one) ?? "", one] as const])),
        )
        checked += observations.length
        return upTo(
          [...read.keys()].reduce((a, b) => (a > b ? a : b), last),
          read,
        )
      }),
    )
    yield* upTo("g", new Map())
    return { checked, findings }
  })
