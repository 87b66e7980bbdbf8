/** Ties the cases that left the open portfolio with what closed runs have exported since the run before. */
import * as Money from "@amili-cases/core/Money"
import { SettlementClass } from "@amili-cases/core/SettlementClass"
import { creditorsOf } from "@amili-cases/export-engine/journal/Checkpoints"
import type { Run } from "@amili-cases/export-engine/journal/Run"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { minorOf } from "../../cases/Facts.ts"
import { Entries, type Entry } from "../../closed/records/Entries.ts"
import type { Tie } from "./Movement.ts"

/** Committed closed runs that began between two open ones. */
export const closedRunsSince = (previous: Run, run: Run) =>
  Effect.flatMap(Runs, (runs) =>
    Effect.map(runs.history(run.profile, "closed"), (all) =>
      all.filter(({ started_at }) => started_at > previous.started_at && started_at <= run.started_at),
    ),
  )

const Settings = Schema.parseJson(
  Schema.Struct({
    settings: Schema.Struct({
      classes: Schema.optional(Schema.Record({ key: Schema.String, value: SettlementClass })),
    }),
  }),
)
const decodeSettings = Schema.decodeUnknownOption(Settings)

/** The classes that the company chose for its latest closed run: the same reading here. */
export const classesOf = (profile: string) =>
  Effect.flatMap(Runs, (runs) =>
    Effect.map(runs.history(profile, "closed"), (all) =>
      Option.match(decodeSettings(all.at(-1)?.manifest), {
        onNone: () => ({}),
        onSome: ({ settings }) => settings.classes ?? {},
      }),
    ),
  )

/** Takes the cases that left the portfolio, and compares them with what the closed runs exported. */
export class Ties {
  private readonly byCurrency = new Map<string, ReturnType<typeof nothing>>()
  private readonly serials: ReadonlySet<number>
  private readonly run: Run

  constructor(run: Run, closedRuns: ReadonlyArray<Run>) {
    this.run = run
    this.serials = new Set(closedRuns.map(({ serial }) => serial))
  }

  private of(currency: string) {
    const tie = this.byCurrency.get(currency) ?? nothing()
    this.byCurrency.set(currency, tie)
    return tie
  }

  /** A case that left the portfolio: with what it stood there, and what the journal knows of it. */
  left(currency: string, opening: bigint, entry: Entry | undefined): void {
    const tie = this.of(currency)
    if (entry === undefined || !this.serials.has(entry.serial)) {
      tie.notExported.count += 1
      tie.notExported.opening += opening
    } else {
      tie.left.count += 1
      tie.left.opening += opening
      tie.left.remaining += minorOf(entry.amount) ?? 0n
    }
  }

  private exported({ amount, creditorId = "", currency = "", kind }: Entry): void {
    const creditors = creditorsOf(this.run.scope)
    if (kind !== "closed" && kind !== "closed_again") return
    if (creditors.length > 0 && !creditors.includes(creditorId)) return
    const { exported } = this.of(currency)
    exported.count += 1
    exported.remaining += minorOf(amount) ?? 0n
  }

  /** When all that left is known. */
  readonly end = Effect.gen(this, function* () {
    const entries = yield* Entries
    for (const serial of this.serials) {
      yield* Stream.runForEach(entries.ofRun(this.run.profile, serial), (entry) =>
        Effect.sync(() => this.exported(entry)),
      )
    }
    return [...this.byCurrency]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([currency, { exported, left, notExported }]): Tie => ({
        currency,
        exported: { count: exported.count, remaining: Money.formatMinor(exported.remaining) },
        left: {
          count: left.count,
          opening: Money.formatMinor(left.opening),
          remaining: Money.formatMinor(left.remaining),
        },
        notExported: { count: notExported.count, opening: Money.formatMinor(notExported.opening) },
      }))
  })
}

const nothing = () => ({
  exported: { count: 0, remaining: 0n },
  left: { count: 0, opening: 0n, remaining: 0n },
  notExported: { count: 0, opening: 0n },
})
