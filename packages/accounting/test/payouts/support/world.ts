/** A simulated portfolio behind a server without a socket, a folder, and runs over payouts, each as a process would make it. */
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as ApiCaseReader from "@amili-cases/accounting/cases/ApiCaseReader"
import * as Journal from "@amili-cases/accounting/Journal"
import * as PayoutsRun from "@amili-cases/accounting/payouts/PayoutsRun"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import { ApiCode, Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import * as Loopback from "@amili-cases/test-fixtures/Loopback"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { HttpClient } from "@effect/platform"
import { Context, Effect, Layer, Redacted } from "effect"
import * as VirtualClock from "../../support/history/VirtualClock.ts"
import * as Layers from "../../support/layers.ts"

/** In memory where there is such a folder: histories flush thousands of files. */
const fast = existsSync("/dev/shm") ? "/dev/shm" : tmpdir()

const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(fast, "amili-payouts-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
)

export interface Options extends Sandbox.Options {
  /** Milliseconds by which the clock moves before each request. */
  readonly pace?: () => number
}

/** The history begins on 1 January 2026; the clock of the world stands at `now`. */
export const make = ({ now = "2026-02-02", pace = () => 0, ...options }: Options) =>
  Effect.gen(function* () {
    const clock = VirtualClock.make(Date.parse(`${now}T08:00:00Z`))
    const sandbox = Context.get(
      yield* Layer.build(Sandbox.layerLoopback({ since: "2026-01-01", ...options })).pipe(Effect.withClock(clock)),
      Sandbox.Sandbox,
    )
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
    const http = Layer.sync(HttpClient.HttpClient, () =>
      HttpClient.mapRequestEffect(Loopback.client(engine), (request) =>
        Effect.sync(() => {
          // A key is good for ten minutes.
          if (!request.url.includes("/authenticates")) clock.now += pace()
          return request
        }),
      ),
    )
    const api = Layer.provideMerge(ApiCaseReader.layer, Core.layer).pipe(
      Layer.provide([AmiliConfig.layer({ baseUrl }), Credentials.layer(credential), TokenStore.layerMemory, http]),
    )
    const journal = Journal.layer({ _tag: "File", path: join(out, "journal.db") })
    const services = Layer.provideMerge(Layer.mergeAll(journal, api, Folder.Default), Layers.platform)
    /** Everything is made anew for each, as it is for a process. */
    const alone = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.provide(effect, Layer.fresh(services)).pipe(Effect.withClock(clock), Effect.withTracerEnabled(false))
    const run = (
      request: Partial<PayoutsRun.Request> = {},
      at: (step: string) => Effect.Effect<void> = () => Effect.void,
    ) =>
      alone(PayoutsRun.run({ settings, creditors: [], ...request }).pipe(Effect.provide(Layer.succeed(Steps, { at }))))
    return { engine, out, clock, settings, alone, run, events: () => engine.simulation?.events ?? [] }
  })

export type World = Effect.Effect.Success<ReturnType<typeof make>>
