/** What a page of a walk costs in steps of Effect's loop, which no machine changes: a change for the worse is seen at once. */
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Carrier from "@amili-cases/core/Carrier"
import { Cases } from "@amili-cases/core/Cases"
import * as Core from "@amili-cases/core/Core"
import { Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientResponse from "@effect/platform/HttpClientResponse"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer, Scheduler, Stream } from "effect"
import { accessToken } from "./fixtures/fakeApi.ts"

class Counting extends Scheduler.MixedScheduler {
  steps = 0
  turns = 0
  override shouldYield(...args: Parameters<Scheduler.Scheduler["shouldYield"]>): number | false {
    this.steps += 1
    return super.shouldYield(...args)
  }
  override scheduleTask(...args: Parameters<Scheduler.Scheduler["scheduleTask"]>): void {
    this.turns += 1
    super.scheduleTask(...args)
  }
}

const pageSize = 5

/** A list of so many pages, each row of which is an id. */
const bodyOf = (pages: number, query: URLSearchParams): string => {
  const { _id = {} } = JSON.parse(query.get("where") ?? "{}")
  const after = _id.$gt === undefined ? 0 : Number.parseInt(_id.$gt, 16)
  const skipped = (Number(query.get("page")) - 1) * Number(query.get("max_results"))
  const upTo = Math.min(pages * pageSize, _id.$lte === undefined ? Infinity : Number.parseInt(_id.$lte, 16))
  const total = Math.max(0, upTo - after)
  const size = Math.max(0, Math.min(Number(query.get("max_results")), total - skipped))
  const items = Array.from({ length: size }, (_, row) => ({
    _id: (after + skipped + row + 1).toString(16).padStart(24, "0"),
  }))
  const meta = { page: Number(query.get("page")), max_results: Number(query.get("max_results")), total }
  return JSON.stringify({ _items: items, _meta: meta })
}

const headers = { "content-type": "application/json" }

/** An answer comes in a turn of its own, as from the network. */
const answering = (pages: number, carries: boolean) => {
  const body = (url: string) =>
    Effect.async<string>((resume) => {
      const timer = setTimeout(() => resume(Effect.succeed(bodyOf(pages, new URL(url).searchParams))))
      return Effect.sync(() => clearTimeout(timer))
    })
  const client = HttpClient.make((request) =>
    Effect.map(body(request.url), (text) =>
      HttpClientResponse.fromWeb(request, new Response(text, { status: 200, headers })),
    ),
  )
  return carries
    ? Carrier.offer(client, (request) =>
        Effect.map(body(request.url), (text) => ({
          status: 200,
          headers,
          body: Either.right(new TextEncoder().encode(text)),
        })),
      )
    : client
}

const reading = (pages: number, carries: boolean) =>
  Effect.gen(function* () {
    const counting = new Counting(2048)
    const rows = yield* Effect.flatMap(Cases, (cases) => Stream.runCount(cases.open({}, { pageSize, ranges: 4 }))).pipe(
      Effect.withScheduler(counting),
    )
    expect(rows).toBe(pages * pageSize)
    return counting
  }).pipe(
    Effect.provide(
      Core.layer.pipe(
        Layer.provide([
          Layer.succeed(HttpClient.HttpClient, answering(pages, carries)),
          TokenStore.layerMemory,
          Credentials.layer(accessToken),
          Layer.orDie(AmiliConfig.layer({ baseUrl: "https://api.example.se", concurrency: 4 })),
        ]),
      ),
    ),
  )

/** Of each page that comes on top. */
const costs = (carries: boolean) =>
  Effect.gen(function* () {
    const few = yield* reading(100, carries)
    const many = yield* reading(200, carries)
    return { steps: (many.steps - few.steps) / 100, turns: (many.turns - few.turns) / 100 }
  })

describe("a page of a walk", () => {
  it.live("takes less than a hundred steps and hardly more than two turns with a client that carries", () =>
    Effect.gen(function* () {
      const { steps, turns } = yield* costs(true)
      expect(steps).toBeLessThan(105)
      expect(turns).toBeLessThan(3)
    }),
  )

  it.live("takes less than 250 steps with any other client", () =>
    Effect.gen(function* () {
      const { steps, turns } = yield* costs(false)
      expect(steps).toBeLessThan(260)
      expect(turns).toBeLessThan(8)
    }),
  )
})
