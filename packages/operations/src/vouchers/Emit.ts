/** Writes approved vouchers to SIE files, each once. */
import * as EmitRun from "@amili-cases/accounting/vouchers/emit/EmitRun"
import * as Postings from "@amili-cases/accounting/vouchers/files/Tables"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as KnownJournal from "../journal/KnownJournal.ts"
import type { Chosen } from "../profile/Chosen.ts"
import * as Plan from "../profile/Plan.ts"
import * as Accounts from "./Accounts.ts"

export interface Asked extends Accounts.Asked, Pick<Chosen, "csv" | "format" | "language" | "tool"> {}

/** What was asked for, with the account map. */
export const prepare = (asked: Asked) =>
  Effect.gen(function* () {
    const plan = yield* Plan.of(Postings.postings, { ...asked, perCreditor: false })
    return { owner: asked, plan, books: yield* Accounts.read(asked) }
  })

export const run = ({ books, owner, plan }: Effect.Effect.Success<ReturnType<typeof prepare>>) =>
  KnownJournal.changing(owner, () =>
    Effect.gen(function* () {
      const settings = yield* Plan.settingsOffline(plan)
      return yield* EmitRun.run({ settings, books, now: yield* DateTime.now })
    }),
  )
