/** Everything that is to be booked up to a day: the events of lines, cases and transfers against what vouchers have booked. */
import type { Overrides } from "@amili-cases/core/SettlementClass"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as Day from "@amili-cases/core/CalendarDay"
import { Entries } from "../../closed/records/Entries.ts"
import { LineEvents } from "../../payouts/journal/LineEvents.ts"
import { dayOf } from "../../reconcile/build/dayOf.ts"
import { BankRecords } from "../../reconcile/journal/BankRecords.ts"
import { Stands } from "../../reconcile/journal/Stands.ts"
import { VoucherDecisions } from "../journal/Decisions.ts"
import { Vouchers } from "../journal/Vouchers.ts"
import type { Books } from "../map/readMap.ts"
import { caseSteps } from "../rules/caseSteps.ts"
import { grouped, type Voucher } from "../rules/grouped.ts"
import { lineSteps } from "../rules/lineSteps.ts"
import type { Kind } from "../rules/Source.ts"
import type { Step } from "../rules/Step.ts"
import { transferSteps } from "../rules/transferSteps.ts"
import { type Proposal, type Question, walk } from "../rules/walk.ts"

export interface Request {
  readonly profile: string
  readonly books: Books
  readonly classes: Overrides
  /** The last day of what is drafted. */
  readonly through: Day.CalendarDay
}

export interface Prepared {
  readonly vouchers: ReadonlyArray<Voucher>
  readonly questions: ReadonlyArray<Question>
}

/** Subjects that are compared with the journal at once. */
const batch = 500

interface Subject {
  readonly id: string
  readonly steps: ReadonlyArray<Step>
}

export const prepare = ({ books, classes, profile, through }: Request) =>
  Effect.gen(function* () {
    const vouchers = yield* Vouchers
    const decisions = yield* VoucherDecisions
    const opening = Option.getOrUndefined(
      Option.flatMap(Option.fromNullable(yield* (yield* Stands).opening(profile)), ({ day }) => Day.parse(day)),
    )
    const proposals: Array<Proposal> = []
    const questions: Array<Question> = []
    const circumstancesOf = (dataset: string, kind: Kind) =>
      Effect.gen(function* () {
        const decided = yield* decisions.bySubject(profile, kind)
        const runs = yield* (yield* Runs).history(profile, dataset)
        const days = new Map(runs.map(({ serial, started_at }) => [serial, dayOf(started_at)]))
        return (id: string) => ({
          books,
          decisions: decided.get(id) ?? new Map(),
          opening,
          saidOn: (serial: number) => days.get(serial),
          classes,
        })
      })

    const take = (kind: Kind) => (subjects: ReadonlyArray<Subject>) =>
      Effect.gen(function* () {
        const stored = yield* vouchers.storedOf(
          profile,
          kind,
          subjects.map(({ id }) => id),
        )
        for (const { id, steps } of subjects) {
          const walked = walk(steps, stored.get(id) ?? [], { subject: { kind, id }, opening, through })
          proposals.push(...walked.proposals)
          questions.push(...walked.questions)
        }
      })

    const ofLine = yield* circumstancesOf("payouts", "line")
    yield* (yield* LineEvents).whole(profile).pipe(
      Stream.map((events): Subject => ({ id: events[0].lineId, steps: lineSteps(events, ofLine(events[0].lineId)) })),
      Stream.grouped(batch),
      Stream.runForEach((subjects) => take("line")([...subjects])),
    )
    const ofCase = yield* circumstancesOf("closed", "case")
    const entries = yield* Entries
    yield* Stream.paginateEffect("", (after) =>
      Effect.map(entries.whole(profile, after), (cases) => {
        const last = Array.last(cases)
        return [cases, Option.map(last, ([{ caseId }]) => caseId)] as const
      }),
    ).pipe(
      Stream.flattenIterables,
      Stream.map((said): Subject => ({ id: said[0].caseId, steps: caseSteps(said, ofCase(said[0].caseId)) })),
      Stream.grouped(batch),
      Stream.runForEach((subjects) => take("case")([...subjects])),
    )
    const { transfers } = yield* (yield* BankRecords).kept(profile)
    for (const some of Array.chunksOf(transfers, batch))
      yield* take("transfer")(
        some.map((transfer) => ({ id: transfer.key, steps: transferSteps(transfer, books.map, opening) })),
      )
    const prepared: Prepared = { vouchers: grouped(proposals), questions }
    return prepared
  })
