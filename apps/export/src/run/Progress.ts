/** How far a run has come, told on stderr: now and then a plain line, since exports mostly run unattended. */
import { Clock, Context, Effect } from "effect"

export class Progress extends Context.Reference<Progress>()("export/Progress", {
  defaultValue: (): { readonly tell: (line: string) => Effect.Effect<void> } => ({ tell: () => Effect.void }),
}) {}

const everyMillis = 5000

export interface Counter {
  readonly add: (read: number) => Effect.Effect<void>
}

/** Counts cases read; `expected` gives the remaining time where it is known. */
export const counter = (what: string, expected: number | undefined): Effect.Effect<Counter> =>
  Effect.gen(function* () {
    const progress = yield* Progress
    const begun = yield* Clock.currentTimeMillis
    let told = begun
    let read = 0
    return {
      add: (more) =>
        Effect.gen(function* () {
          read += more
          const now = yield* Clock.currentTimeMillis
          if (now - told < everyMillis) return
          told = now
          yield* progress.tell(line(what, read, expected, now - begun))
        }),
    }
  })

/** `read 12,300 closed cases, 2,460 a second, about 40 s left`. */
export const line = (what: string, read: number, expected: number | undefined, millis: number): string => {
  const rate = read / (millis / 1000)
  const left = expected === undefined || expected < read ? "" : `, about ${duration((expected - read) / rate)} left`
  return `read ${count(read)} ${what}, ${count(Math.round(rate))} a second${left}`
}

const count = (value: number) => value.toLocaleString("en-US")

const duration = (seconds: number) => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`)
