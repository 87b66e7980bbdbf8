/** A server without a socket, a folder in memory, and runs of the program, each as a process of its own would make it. */
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import { ApiCode, Credentials } from "@amili-cases/core/Credentials"
import type { CreditorId } from "@amili-cases/core/Creditor"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as Loopback from "@amili-cases/test-fixtures/Loopback"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { HttpClient } from "@effect/platform"
import { Context, type DateTime, Effect, Layer, Redacted } from "effect"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import * as Journal from "@amili-cases/accounting/Journal"
import * as Layers from "../layers.ts"
import type { Through } from "@amili-cases/accounting/closed/period/Through"
import * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import * as ApiCaseReader from "@amili-cases/accounting/cases/ApiCaseReader"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as OpenRun from "@amili-cases/accounting/open/OpenRun"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import * as Window from "@amili-cases/accounting/closed/Window"

/** In memory where there is such a folder: a thousand histories flush a hundred thousand files. */
const fast = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(fast, "amili-history-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
)

export interface Asked {
  readonly dataset: "open" | "closed"
  readonly creditors: ReadonlyArray<CreditorId>
  readonly start: DateTime.Utc | undefined
  readonly perCreditor: boolean
  readonly through?: Through | undefined
  /** Other than CSV without debtor data. */
  readonly settings?: Partial<RunSettings>
}

export const make = (options: Sandbox.Options) =>
  Effect.gen(function* () {
    const sandbox = Context.get(yield* Layer.build(Sandbox.layerLoopback(options)), Sandbox.Sandbox)
    const { apiCode, baseUrl, engine, privateKeyPem } = sandbox
    const out = yield* temporary
    const settings: RunSettings = {
      profile: "default",
      folder: out,
      formats: ["csv"],
      csv: rfc4180,
      perCreditor: false,
      language: "en",
      privacy: "none",
      tool: "amili-export test",
      api: baseUrl,
    }
    const credential = ApiCode({ apiCode: Redacted.make(apiCode), privateKey: Redacted.make(privateKeyPem) })
    const reading = ApiCaseReader.layer.pipe(
      Layer.provide(Core.layer),
      Layer.provide([AmiliConfig.layer({ baseUrl }), Credentials.layer(credential), TokenStore.layerMemory]),
      Layer.provide(Layer.sync(HttpClient.HttpClient, () => Loopback.client(engine))),
    )
    const journal = Journal.layer({ _tag: "File", path: join(out, "journal.db") })
    const services = Layer.provideMerge(Layer.mergeAll(journal, reading, Folder.Default), Layers.platform)
    /** Everything is made anew for each run, as it is for a process. */
    const alone = <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.provide(effect, Layer.fresh(services))

    const run = (asked: Asked, at: (step: string) => Effect.Effect<void> = () => Effect.void) => {
      const { creditors, dataset, perCreditor, start, through } = asked
      const request = { settings: { ...settings, perCreditor, ...asked.settings }, creditors }
      const told = Effect.provide(Layer.succeed(Steps, { at }))
      return dataset === "open"
        ? told(alone(OpenRun.run(request)))
        : told(alone(ClosedRun.run({ ...request, start, through, margins: Window.defaults })))
    }
    return { engine, out, alone, run }
  })
