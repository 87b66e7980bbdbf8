import { join } from "node:path"
import * as Journal from "@amili-cases/accounting/Journal"
import * as PayoutsRun from "@amili-cases/accounting/payouts/PayoutsRun"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import { Effect, Layer, Redacted } from "effect"
import { machineCalled } from "../../support/closedRun.ts"
import * as Layers from "../../support/layers.ts"

/** One run over payouts as the program makes it, with its journal beside the files or in AMILI_JOURNAL_URL. */
export const payoutsRun = (
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
  machine?: string,
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
    language: "en",
    privacy: "none",
    tool: "amili-export test",
    api: environment["AMILI_BASE_URL"] ?? "test",
  } as const
  return PayoutsRun.run({ settings, creditors: [] }).pipe(
    Effect.provide(Layer.provideMerge(Layer.merge(journal, Layers.runIn(environment)), Layers.platform)),
  )
}
