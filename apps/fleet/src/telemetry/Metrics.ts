/** What a worker counts. */
import * as HttpClient from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Metric from "effect/Metric"
import * as MetricBoundaries from "effect/MetricBoundaries"
import type { Status } from "../store/Status.ts"

const units = Metric.counter("fleet_units", { description: "exports that have ended, by outcome", incremental: true })

const seconds = Metric.histogram(
  "fleet_unit_seconds",
  MetricBoundaries.fromIterable([0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000]),
  "how long an export took",
)

const requests = Metric.counter("fleet_api_requests", { description: "requests to the API", incremental: true })

const gauges = {
  due: Metric.gauge("fleet_due", { description: "exports that wait" }),
  running: Metric.gauge("fleet_running", { description: "exports that run, on all workers" }),
  person: Metric.gauge("fleet_needs_person", { description: "exports that wait for a person" }),
  oldest: Metric.gauge("fleet_queue_age_seconds", { description: "how long the oldest of those that wait has waited" }),
}

/** An export has ended. */
export const ended = (outcome: string, took: number): Effect.Effect<void> =>
  Effect.zipRight(Metric.increment(Metric.tagged(units, "outcome", outcome)), Metric.update(seconds, took))

/** How the whole fleet stands: every worker says the same. */
export const stands = ({ due, oldest, person, running }: Status): Effect.Effect<void> =>
  Effect.all(
    [
      Metric.set(gauges.due, due),
      Metric.set(gauges.running, running),
      Metric.set(gauges.person, person),
      Metric.set(gauges.oldest, oldest ?? 0),
    ],
    { discard: true },
  )

/** The client, each of whose requests counts. */
export const counting = <E, R>(client: Layer.Layer<HttpClient.HttpClient, E, R>) =>
  Layer.provide(
    Layer.effect(
      HttpClient.HttpClient,
      Effect.map(
        HttpClient.HttpClient,
        HttpClient.tapRequest(() => Metric.increment(requests)),
      ),
    ),
    client,
  )
