/** Drafts what is to be booked up to the end of a month, from what the journal knows. */
import * as DraftRun from "@amili-cases/accounting/vouchers/draft/DraftRun"
import * as Postings from "@amili-cases/accounting/vouchers/files/Tables"
import type * as Month from "@amili-cases/accounting/reconcile/time/Month"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as KnownJournal from "../journal/KnownJournal.ts"
import type { Chosen } from "../profile/Chosen.ts"
import * as Plan from "../profile/Plan.ts"
import { monthOf } from "../runs/monthOf.ts"
import * as Accounts from "./Accounts.ts"

export interface Asked extends Accounts.Asked, Pick<Chosen, "classes" | "language" | "tool"> {
  /** Without it the last month that is over. */
  readonly month?: Month.Month | undefined
}

/** What was asked for, with the account map. */
export const prepare = (asked: Asked) =>
  Effect.gen(function* () {
    const month = monthOf(asked, yield* CalendarDay.today)
    const plan = yield* Plan.of(Postings.postings, { ...asked, perCreditor: false })
    return { owner: asked, plan, books: yield* Accounts.read(asked), month }
  })

export const run = ({ books, month, owner, plan }: Effect.Effect.Success<ReturnType<typeof prepare>>) =>
  KnownJournal.changing(owner, () =>
    Effect.gen(function* () {
      const settings = yield* Plan.settingsOffline(plan)
      return yield* DraftRun.run({ settings, books, classes: plan.classes, month, now: yield* DateTime.now })
    }),
  )
