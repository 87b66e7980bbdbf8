/** Long work, one at a time for each profile. It goes on when the page that started it is closed, and ends with the desk. */
import type { Part } from "@amili-cases/accounting/html/markup"
import * as Report from "@amili-cases/app-kit/process/Report"
import { Notes } from "@amili-cases/export-engine/report/Notes"
import { Progress } from "@amili-cases/export-engine/report/Progress"
import type { Bilingual, Language } from "@amili-cases/sheets/Column"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Exit from "effect/Exit"
import * as FiberMap from "effect/FiberMap"
import type * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Ref from "effect/Ref"
import * as Stream from "effect/Stream"
import * as SubscriptionRef from "effect/SubscriptionRef"
import { Refused } from "../server/Refused.ts"
import type { Job, State } from "./Job.ts"
import * as Reporter from "./Reporter.ts"
import { words } from "./words.ts"

export interface Work<A, E, R> {
  /** What is being done, such as "Exporting closed cases". */
  readonly title: Bilingual
  /** It outlives the request that starts it: whatever it needs for a while, such as `connected`, it provides itself. */
  readonly work: Effect.Effect<A, E, R>
  /** What is shown of its result. */
  readonly shown: (result: A, language: Language) => Part
}

const atWork = new Refused({ status: 409, message: words.atWork, hint: words.atWorkHint })

export class Jobs extends Effect.Service<Jobs>()("desk/Jobs", {
  scoped: Effect.gen(function* () {
    const jobs = yield* SubscriptionRef.make<Readonly<Record<string, Job>>>({})
    const fibers = yield* FiberMap.make<string>()
    const watchers = yield* Ref.make(0)

    const change = (profile: string, to: (job: Job) => Job) =>
      SubscriptionRef.update(jobs, (all) => ({
        ...all,
        ...Record.map(
          Record.filter(all, (_, name) => name === profile),
          to,
        ),
      }))

    const end = (profile: string, state: State) => change(profile, (job) => ({ ...job, state }))

    /** Fails where other work of the profile is going on. */
    const start = <A, E, R>(profile: string, { shown, title, work }: Work<A, E, R>): Effect.Effect<void, Refused, R> =>
      Effect.gen(function* () {
        const startedAt = yield* Clock.currentTimeMillis
        const job: Job = { title, startedAt, counts: [], notes: [], state: { _tag: "Running" } }
        const isFree = yield* SubscriptionRef.modify(jobs, (all) =>
          all[profile]?.state._tag === "Running" ? [false, all] : [true, { ...all, [profile]: job }],
        )
        if (!isFree) return yield* atWork
        const reporter = Reporter.make((index, count) =>
          change(profile, (job) => ({ ...job, counts: job.counts.toSpliced(index, 1, count) })),
        )
        const note = (text: Bilingual) => change(profile, (job) => ({ ...job, notes: [...job.notes, text] }))
        const running = work.pipe(
          Effect.provideService(Progress, reporter),
          Effect.provideService(Notes, { note }),
          Effect.onExit((exit) => end(profile, stateOf(exit, shown))),
        )
        yield* FiberMap.run(fibers, profile, running)
      }).pipe(Effect.uninterruptible)

    /** The work that goes on, or else the last one. */
    const of = (profile: string): Effect.Effect<Option.Option<Job>> =>
      Effect.map(SubscriptionRef.get(jobs), Record.get(profile))

    /** How it goes on: its state now, then each change. */
    const watched = (profile: string): Stream.Stream<Job> =>
      Stream.unwrapScoped(
        Effect.as(
          Effect.acquireRelease(
            Ref.update(watchers, (count) => count + 1),
            () => Ref.update(watchers, (count) => count - 1),
          ),
          Stream.filterMap(jobs.changes, Record.get(profile)).pipe(Stream.changes),
        ),
      )

    /** How many watch. */
    const watching: Effect.Effect<number> = Ref.get(watchers)

    /** Ends the work that goes on, and waits until it has put its things in order. */
    const cancel = (profile: string): Effect.Effect<void> => FiberMap.remove(fibers, profile)

    return { cancel, of, start, watched, watching }
  }),
}) {}

const stateOf = <A, E>(exit: Exit.Exit<A, E>, shown: (result: A, language: Language) => Part): State => {
  if (Exit.isSuccess(exit)) return { _tag: "Done", shown: (language) => shown(exit.value, language) }
  if (Cause.isInterruptedOnly(exit.cause)) return { _tag: "Cancelled" }
  return Either.match(Cause.failureOrCause(exit.cause), {
    onLeft: (error): State => ({ _tag: "Failed", report: Report.of(error), swedish: Report.inSwedish(error) }),
    onRight: (defect): State => ({
      _tag: "Failed",
      report: Report.ofDefect(Cause.squash(defect), "amili-desk"),
      swedish: undefined,
    }),
  })
}
