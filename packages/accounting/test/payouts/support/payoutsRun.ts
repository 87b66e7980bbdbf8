import { join } from "node:path"
import * as Journal from "@amili-cases/accounting/Journal"
import * as PayoutsRun from "@amili-cases/accounting/payouts/PayoutsRun"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import { Effect, Layer } from "effect"
import * as Layers from "../../support/layers.ts"

/** One run over payouts as the program makes it, in both formats, with its journal beside the files. */
export const payoutsRun = (environment: Readonly<Record<string, string | undefined>>, folder: string) => {
  const journal = Journal.layer({ _tag: "File", path: join(folder, "journal.db") })
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
