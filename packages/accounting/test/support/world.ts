import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Clock, Effect, Layer } from "effect"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import * as Journal from "@amili-cases/accounting/Journal"
import * as Layers from "./layers.ts"
import * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import * as OpenRun from "@amili-cases/accounting/open/OpenRun"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Window from "@amili-cases/accounting/closed/Window"
import * as Folder from "./folder.ts"

export const day = 86_400_000

export type Options = Sandbox.Options

/** A server whose clock the test moves, a folder, and the runs of the program against them. */
export const make = (options: Sandbox.Options = {}) =>
  Effect.gen(function* () {
    const time = { now: Date.parse("2026-02-01T08:00:00Z") }
    const clock: Clock.Clock = Object.assign(Clock.make(), {
      currentTimeMillis: Effect.sync(() => time.now),
      unsafeCurrentTimeMillis: () => time.now,
    })
    const sandbox = yield* Sandbox.start({ cases: 200, seed: 7, ...options }).pipe(Effect.withClock(clock))
    const out = yield* Folder.temporary
    const settings: RunSettings = {
      profile: "default",
      folder: out,
      formats: ["csv"],
      csv: rfc4180,
      perCreditor: false,
      language: "en",
      privacy: "none",
      tool: "amili-export test",
      api: sandbox.baseUrl,
    }
    const journal = Journal.layer({ _tag: "File", path: join(out, "journal.db") })
    const layer = Layer.provideMerge(Layer.merge(journal, Layers.runIn(sandbox.environment)), Layers.platform)
    const margins = Window.defaults
    return {
      ...sandbox,
      out,
      settings,
      time,
      layer,
      closed: (request: Partial<ClosedRun.Request> = {}) =>
        ClosedRun.run({ settings, creditors: [], start: undefined, margins, ...request }).pipe(Effect.provide(layer)),
      open: (request: Partial<OpenRun.Request> = {}) =>
        OpenRun.run({ settings, creditors: [], ...request }).pipe(Effect.provide(layer)),
      /** Rows of a file of a run, by the end of its name. */
      rows: (files: ReadonlyArray<string>, ending: string) =>
        files.flatMap((file) => (file.endsWith(ending) ? Folder.csv("/", file) : [])),
    }
  })
