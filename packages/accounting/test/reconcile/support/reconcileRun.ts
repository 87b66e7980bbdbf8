import { join } from "node:path"
import { CaseReader } from "@amili-cases/accounting/cases/CaseReader"
import * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import * as Window from "@amili-cases/accounting/closed/Window"
import * as Journal from "@amili-cases/accounting/Journal"
import * as PayoutsRun from "@amili-cases/accounting/payouts/PayoutsRun"
import * as OtherCases from "@amili-cases/accounting/reconcile/build/otherCases"
import * as ReconcileRun from "@amili-cases/accounting/reconcile/ReconcileRun"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import { Effect, Layer, Redacted } from "effect"
import { machineCalled } from "../../support/closedRun.ts"
import * as Layers from "../../support/layers.ts"
import { monthOf } from "./world.ts"

/** January 2026 as the program reconciles it, with its journal beside the files or in AMILI_JOURNAL_URL. */
export const reconcileRun = (
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
  machine?: string,
  at: (step: string) => Effect.Effect<void> = () => Effect.void,
) => {
  const url = environment["AMILI_JOURNAL_URL"]
  const journal = Journal.layer(
    url === undefined
      ? { _tag: "File", path: join(folder, "journal.db") }
      : { _tag: "Server", url: Redacted.make(url) },
    machine === undefined ? undefined : machineCalled(machine),
  )
  const settings = {
    profile: "default",
    folder,
    formats: ["csv", "xlsx"],
    csv: rfc4180,
    perCreditor: false,
    language: "sv",
    privacy: "none",
    tool: "amili-export test",
    api: environment["AMILI_BASE_URL"] ?? "test",
  } as const
  return Effect.gen(function* () {
    yield* ClosedRun.run({ settings, creditors: [], start: undefined, margins: Window.defaults })
    yield* PayoutsRun.run({ settings, creditors: [] })
    const now = yield* Effect.flatMap(CaseReader, (reader) => reader.now)
    const request = { settings, month: monthOf("2026-01"), now, bankFiles: [], classes: {}, wait: 14 }
    return yield* ReconcileRun.run({ ...request, ask: OtherCases.ofApi }).pipe(
      Effect.provide(Layer.succeed(Steps, { at })),
    )
  }).pipe(Effect.provide(Layer.provideMerge(Layer.merge(journal, Layers.runIn(environment)), Layers.platform)))
}
