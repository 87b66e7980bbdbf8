/** A token for clients that are not ours, by way of ours; outside of what is timed. */
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { Effect, Redacted } from "effect"
import { layer } from "./client.ts"

export const token = (): Promise<string> =>
  Effect.runPromise(
    Effect.flatMap(AuthTokenProvider, (auth) => auth.getValidToken()).pipe(
      Effect.map(Redacted.value),
      Effect.provide(layer(1)),
    ),
  )
