/** The world of the payouts' tests, with months that are closed, exported and reconciled in it. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import * as Window from "@amili-cases/accounting/closed/Window"
import { countedOf } from "@amili-cases/accounting/reconcile/controls/counted"
import * as OtherCases from "@amili-cases/accounting/reconcile/build/otherCases"
import { BankRecords } from "@amili-cases/accounting/reconcile/journal/BankRecords"
import * as ReconcileRun from "@amili-cases/accounting/reconcile/ReconcileRun"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import * as PayoutsRun from "@amili-cases/accounting/payouts/PayoutsRun"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import * as Account from "@amili-cases/test-fixtures/finance/Account"
import * as BankFiles from "@amili-cases/test-fixtures/finance/BankFiles"
import { DateTime, Effect, Layer, Option } from "effect"
import * as Payouts from "../../payouts/support/world.ts"

const second = 1000

export const monthOf = (name: string): Month.Month => Option.getOrThrow(Month.parse(name))

type Asking = ReturnType<typeof OtherCases.ofApi>
type Request = ReconcileRun.Request<Effect.Effect.Error<Asking>, Effect.Effect.Context<Asking>>
type Asked = Partial<Request> & { readonly online?: boolean }

export const make = (options: Payouts.Options) =>
  Effect.gen(function* () {
    const world = yield* Payouts.make({ now: "2026-01-02", ...options })
    const { alone, clock, settings } = world

    /** What the command runs before it reconciles. */
    const exportAll = Effect.gen(function* () {
      const closed = yield* ClosedRun.run({ settings, creditors: [], start: undefined, margins: Window.defaults })
      const payouts = yield* PayoutsRun.run({ settings, creditors: [], full: true })
      return { closed, payouts, counted: yield* countedOf(settings.profile, closed, payouts) }
    })

    const reconcile = (
      name: string,
      { online = true, ...request }: Asked = {},
      at: (step: string) => Effect.Effect<void> = () => Effect.void,
    ) =>
      Effect.flatMap(DateTime.now, (now) =>
        ReconcileRun.run({
          settings,
          month: monthOf(name),
          now,
          bankFiles: [],
          classes: {},
          wait: 14,
          ask: online ? OtherCases.ofApi : undefined,
          ...request,
        }),
      ).pipe(Effect.provide(Layer.succeed(Steps, { at })))

    /** Everything that is exported at the end of a month, and its stand as of that moment. */
    const close = (name: string, { online = true, ...request }: Asked = {}) =>
      Effect.gen(function* () {
        const month = monthOf(name)
        clock.now = Date.parse(month.end) - second
        const { counted } = yield* alone(exportAll)
        const outcome = yield* alone(reconcile(name, { asOf: month.to, counted, online, ...request }))
        return outcome
      })

    /** The next morning somebody makes the month final, as it was known at its end. */
    const lock = (name: string) =>
      Effect.suspend(() => {
        const month = monthOf(name)
        clock.now = Date.parse(month.end) + 6 * 3_600_000
        const final = { by: "Eva", reason: "closed with the books" }
        return alone(reconcile(name, { asOf: month.to, online: false, final }))
      })

    /** The creditors' bank files of a month, as they are now; overlapping, and one that holds it all. */
    const bankFiles = (name: string): ReadonlyArray<string> => {
      const month = monthOf(name)
      const folder = join(world.out, "bank", name)
      mkdirSync(folder, { recursive: true })
      const range = {
        from: Date.parse(`${month.from}T00:00:00Z`),
        to: Date.parse(`${month.to}T00:00:00Z`),
        at: clock.now,
      }
      return BankFiles.make(world.events(), { ...range, version: "08" }).map(({ content, name: file }) => {
        const path = join(folder, file)
        writeFileSync(path, content)
        return path
      })
    }

    /** Somebody confirms Amili's account for every creditor that has payouts. */
    const confirmPayers = alone(
      Effect.gen(function* () {
        const records = yield* BankRecords
        const creditors = new Set(
          world.events().flatMap((event) => (event._tag === "Payout" ? [event.after.creditor.id.hex] : [])),
        )
        for (const creditor_id of creditors)
          yield* records.confirm(settings.profile, {
            creditor_id,
            scheme: "BGNR",
            number: Account.amili.bankgiro,
            receiving: null,
            decided_by: "Eva",
            reason: "test",
            decided_at: "2026-01-01T00:00:00.000Z",
          })
      }),
    )

    return { ...world, bankFiles, close, confirmPayers, exportAll, lock, reconcile }
  })
