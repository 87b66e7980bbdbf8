/** What core counts about itself; `docs/core.md` lists the names. */
import type * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"

const counter = (name: string, description: string) => Metric.counter(name, { description, incremental: true })

const requestsTotal = counter("amili_requests_total", "Requests sent, by status of the answer (or 'none')")

export const requests = (status: number | undefined): Effect.Effect<void> =>
  Metric.increment(Metric.tagged(requestsTotal, "status", String(status ?? "none")))

export const retries = Metric.increment(counter("amili_retries_total", "Requests sent again after a failure"))

export const rateLimitWaits = Metric.increment(
  counter("amili_rate_limit_waits_total", "Requests that were held back for the server's rate limit"),
)

export const exchanges = Metric.increment(counter("amili_token_exchanges_total", "Exchanges for an access token"))
