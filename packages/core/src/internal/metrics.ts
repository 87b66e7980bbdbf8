/** What core counts about itself; `docs/core.md` lists the names. */
import { type Effect, Metric } from "effect"

const counter = (name: string, description: string) => Metric.counter(name, { description, incremental: true })

const requestsTotal = counter("amili_requests_total", "Requests sent, by status of the answer (or 'none')")

/** Kept by status: making one costs more than counting with it. */
const requestsByStatus = new Map<number | undefined, Effect.Effect<void>>()

export const requests = (status: number | undefined): Effect.Effect<void> => {
  const known = requestsByStatus.get(status)
  if (known !== undefined) return known
  const counting = Metric.increment(Metric.tagged(requestsTotal, "status", String(status ?? "none")))
  requestsByStatus.set(status, counting)
  return counting
}

export const retries = Metric.increment(counter("amili_retries_total", "Requests sent again after a failure"))

export const rateLimitWaits = Metric.increment(
  counter("amili_rate_limit_waits_total", "Requests that were held back for the server's rate limit"),
)

export const exchanges = Metric.increment(counter("amili_token_exchanges_total", "Exchanges for an access token"))
