/** From the options of a sandbox to a simulated portfolio. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Simulation from "../../finance/Simulation.ts"
import * as Generator from "../../Generator.ts"
import { type Options, SandboxError } from "../start/StartOptions.ts"

export interface Started {
  readonly simulation: Simulation.Simulation
  /** Milliseconds that the server's clock has to be ahead of ours. */
  readonly clockOffset: number
}

/** A simulation that has come as far as the options' `now`; nothing where the options ask for none. */
export const start = (options: Options): Effect.Effect<Started | undefined, SandboxError> =>
  Effect.gen(function* () {
    const { months, since, unkind = 0, cases = 2000, seed = 1 } = options
    if (months === undefined && since === undefined) return undefined
    const other = options.data !== undefined || (options.dataFiles ?? []).length > 0 || (options.drift ?? 0) > 0
    if (other)
      return yield* refuse(
        "a simulated portfolio goes with neither --data nor --drift",
        "leave --months and --since out",
      )
    const clock = yield* Clock.currentTimeMillis
    const now = options.now === undefined ? clock : Generator.instant(options.now)
    const from = since === undefined ? monthsBefore(now, months ?? 0) : Generator.instant(since)
    if (Number.isNaN(now)) return yield* refuse(`--now: '${options.now}' is no day`, "write it as 2026-01-31")
    if (Number.isNaN(from)) return yield* refuse(`--since: '${since}' is no day`, "write it as 2026-01-31")
    if (from > now) return yield* refuse("--since is after --now", "let the portfolio begin before it ends")
    const simulation = Simulation.make({ cases, seed, from, unkind })
    simulation.advance(now)
    return { simulation, clockOffset: now - clock }
  })

const refuse = (message: string, hint: string) => new SandboxError({ message, hint, exitCode: 2 })

/** The first day of the month that many months before. */
export const monthsBefore = (now: number, months: number): number => {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - months, 1)
}
