import { join } from "node:path"
import type { FileSystem } from "@effect/platform"
import { Effect, Layer, Redacted } from "effect"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import * as Journal from "@amili-cases/accounting/Journal"
import { Machine } from "@amili-cases/export-engine/journal/Machine"
import * as Layers from "./layers.ts"
import * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import * as Window from "@amili-cases/accounting/closed/Window"

/** A machine of this name, whose processes no other machine can see. */
export const machineCalled = (host: string, isAlive = true): Layer.Layer<Machine> =>
  Layer.succeed(Machine, { id: `${host} pid:[1]`, host, pid: process.pid, born: "", isAlive: () => isAlive })

/** One closed run as the program makes it, in both formats, with its journal beside the files or in AMILI_JOURNAL_URL. */
export const closedRun = (
  environment: Readonly<Record<string, string | undefined>>,
  folder: string,
  fileSystem: Layer.Layer<FileSystem.FileSystem> = Layers.platform,
  machine?: string,
  api = environment["AMILI_BASE_URL"] ?? "test",
) => {
  const url = environment["AMILI_JOURNAL_URL"]
  const journal = Journal.layer(
    url === undefined
      ? { _tag: "File", path: join(folder, "journal.db") }
      : { _tag: "Server", url: Redacted.make(url) },
    machine === undefined ? undefined : machineCalled(machine),
  )
  const request: ClosedRun.Request = {
    settings: {
      profile: "default",
      folder,
      formats: ["csv", "xlsx"],
      csv: rfc4180,
      perCreditor: false,
      language: "en",
      privacy: "none",
      tool: "amili-export test",
      api,
    },
    creditors: [],
    start: undefined,
    margins: Window.defaults,
  }
  return ClosedRun.run(request).pipe(
    Effect.provide(
      Layer.provideMerge(Layer.merge(journal, Layers.runIn(environment)), Layer.merge(Layers.platform, fileSystem)),
    ),
  )
}
