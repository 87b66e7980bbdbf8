/** What a history's world is like, drawn from its seed: how much moves, what goes wrong, what the server is set to. */
import type * as Faults from "@amili-cases/test-fixtures/Faults"
import * as Random from "@amili-cases/test-fixtures/Random"
import type { Options } from "@amili-cases/test-fixtures/Sandbox"

export interface Climate {
  readonly server: Options
  /** Things that happen before each request, on average. */
  readonly events: number
  /** From 0 to 1: how likely a run is interrupted, or meets a server that stops answering. */
  readonly interrupted: number
  readonly outage: number
  /** Runs for one creditor among those for all. */
  readonly creditors: boolean
  readonly perCreditor: boolean
  /** Days before the first run from which cases count, with --start. */
  readonly startDaysAgo: number | undefined
}

/** What a client survives by itself if it does not happen too often, and what ends a run at once. */
const passing: ReadonlyArray<Faults.Kind> = [
  "error",
  "unavailable",
  "limited",
  "reset",
  "cut",
  "delay",
  "stall",
  "truncated",
  "empty",
  "gzip",
  "revoke",
  "nan",
  "miscount",
]
const exchange = "/authenticates"

export const of = (seed: number): Climate => {
  const random = Random.make(seed, 41)
  const one = <A>(fallback: A, ...others: ReadonlyArray<A>): A => random.pick([fallback, ...others]) ?? fallback
  const weather = one("calm", "mixed", "mixed", "storm")
  // Not both: the sandbox counts the limit's period by its own clock, whatever its Date header says.
  const skew = random.chance(0.2) ? random.below(1_200_000) - 600_000 : 0
  const limited = skew === 0 && random.chance(0.12)
  return {
    server: {
      cases: 10 + random.below(35),
      seed,
      now: "2026-02-01",
      oddities: one(0, 0.05, 0.2),
      shuffleTies: true,
      maxResults: one([100], [3, 7, 30], [1, 2, 5], [10, 9, 8]),
      noTotals: random.chance(0.15),
      links: random.chance(0.1),
      skew,
      tokenLifetime: one(3600, 120, 20),
      faultDelay: one(200, 20_000, 45_000),
      ...(limited ? { rateLimit: 12 + random.below(40), ratePeriod: 60 } : {}),
      faults: faultsOf(weather, random),
    },
    events: one(0.3, 1, 3),
    interrupted: one(0, 0.1, 0.25),
    outage: weather === "calm" ? 0 : 0.15,
    creditors: random.chance(0.15),
    perCreditor: random.chance(0.1),
    startDaysAgo: random.chance(0.12) ? 60 + random.below(200) : undefined,
  }
}

const faultsOf = (weather: string, random: Random.Random): ReadonlyArray<Faults.Fault> => {
  if (weather === "calm") return []
  const slowTokens: Faults.Fault = { kind: "delay", probability: 0.3, path: exchange }
  const noTokens: Faults.Fault = { kind: "unavailable", probability: 0.1, path: exchange }
  if (weather === "mixed") {
    const all = passing.map((kind): Faults.Fault => ({ kind, probability: random.next() * 0.02 }))
    return [...all, { kind: "html", probability: 0.003 }, slowTokens]
  }
  const [a = "error", b = "reset"] = [random.pick(passing), random.pick(passing)]
  return [
    { kind: a, probability: 0.1 + random.next() * 0.3 },
    { kind: b, probability: 0.05 + random.next() * 0.1 },
    { kind: "html", probability: 0.01 },
    slowTokens,
    noTokens,
  ]
}
