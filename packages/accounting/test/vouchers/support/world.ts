/** The world of reconciliations, with an accountant in it who drafts, decides, approves and emits vouchers. */
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as Change from "@amili-cases/accounting/vouchers/decide/change"
import * as DraftRun from "@amili-cases/accounting/vouchers/draft/DraftRun"
import * as EmitRun from "@amili-cases/accounting/vouchers/emit/EmitRun"
import type { Company } from "@amili-cases/accounting/vouchers/map/AccountMap"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import * as Amount from "@amili-cases/sie/model/Amount"
import * as SieVoucher from "@amili-cases/sie/model/Voucher"
import * as Read from "@amili-cases/sie/read/Read"
import { DateTime, Effect, Layer } from "effect"
import type * as Payouts from "../../payouts/support/world.ts"
import * as Reconciled from "../../reconcile/support/world.ts"
import { booksOf, day, mapWith } from "./books.ts"

export const eva = { by: "Eva", reason: "test" }

export const companyIn = (changes: Partial<Company> = {}) =>
  booksOf(mapWith({ grouping: "payout", fiscalYears: years, receiver: "generic", ...changes }))

const years = ["2025", "2026", "2027"].map((year) => ({ start: day(`${year}-01-01`), end: day(`${year}-12-31`) }))

export const make = (options: Payouts.Options) =>
  Effect.gen(function* () {
    const world = yield* Reconciled.make(options)
    const { alone, clock, out, settings } = world

    const draft = (month: string, books = companyIn()) =>
      Effect.suspend(() => {
        // The second tells the files of drafts apart.
        clock.now += 1000
        return alone(
          Effect.flatMap(DateTime.now, (now) =>
            DraftRun.run({ settings, books, classes: {}, month: Reconciled.monthOf(month), now }),
          ),
        )
      })

    const emit = (books = companyIn(), at: (step: string) => Effect.Effect<void> = () => Effect.void) =>
      alone(
        Effect.flatMap(DateTime.now, (now) => EmitRun.run({ settings, books, now })).pipe(
          Effect.provide(Layer.succeed(Steps, { at })),
        ),
      )

    const approve = (wanted: ReadonlyArray<string> | "all") => alone(Change.approve(settings, wanted, eva))
    const decide = (answers: ReadonlyArray<readonly [string, string]>) =>
      alone(
        Change.decide(
          settings,
          answers.map(([number, text]) => ({ number, text, place: "row" })),
          eva,
        ),
      )
    const reverse = (id: string, rebook: boolean, books = companyIn()) =>
      alone(Change.reverse(settings, id, { books, decision: eva, rebook }))

    /** What the SIE files in the folder say, read by the reader of another package. */
    const emitted = Effect.gen(function* () {
      const accounts = new Map<string, bigint>()
      let vouchers = 0
      for (const name of readdirSync(out).filter((file) => file.endsWith(".si"))) {
        const { file, findings } = yield* Read.parse(readFileSync(join(out, name)))
        if (findings.length > 0) throw new Error(`${name}: ${findings[0]?.message}`)
        for (const voucher of file.vouchers) {
          vouchers += 1
          if (!SieVoucher.isBalanced(voucher)) throw new Error(`${name}: ${SieVoucher.describe(voucher)}`)
          for (const { account, amount } of voucher.transactions)
            accounts.set(account, (accounts.get(account) ?? 0n) + BigInt(Amount.format(amount).replace(".", "")))
        }
      }
      return { accounts, vouchers }
    })

    return { ...world, approve, decide, draft, emit, emitted, reverse }
  })

export type World = Effect.Effect.Success<ReturnType<typeof make>>
