/** The exports that a reconciliation goes on from: closed cases, ending with the month where that is still possible, and payouts. */
import type { Overrides } from "@amili-cases/core/SettlementClass"
import { Checkpoints } from "@amili-cases/export-engine/journal/Checkpoints"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as ClosedRun from "../closed/ClosedRun.ts"
import * as Window from "../closed/Window.ts"
import * as PayoutsRun from "../payouts/PayoutsRun.ts"
import { countedOf } from "./controls/counted.ts"
import type { Month } from "./time/Month.ts"

export interface Request {
  /** Of each export. */
  readonly closed: RunSettings
  readonly payouts: RunSettings
  readonly classes: Overrides
  readonly month: Month
  /** The server's clock. */
  readonly now: DateTime.Utc
}

export const fresh = ({ classes, closed: closedSettings, month, now, payouts: payoutsSettings }: Request) =>
  Effect.gen(function* () {
    const { profile } = closedSettings
    const known = yield* (yield* Checkpoints).covering(profile, "closed", "")
    const end = DateTime.unsafeMake(month.end)
    const isOver = DateTime.lessThanOrEqualTo(end, Window.settledAt(now))
    const isPast = Option.exists(known, ({ until }) => until > month.end)
    const closed = yield* ClosedRun.run({
      settings: closedSettings,
      creditors: [],
      classes,
      start: undefined,
      margins: Window.defaults,
      through: isOver && !isPast ? { name: month.name, end } : undefined,
    })
    const payouts = yield* PayoutsRun.run({ settings: payoutsSettings, creditors: [] })
    return { closed, payouts, counted: yield* countedOf(profile, closed, payouts) }
  })
