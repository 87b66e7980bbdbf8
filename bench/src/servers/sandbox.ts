/** The sandbox as it is. */
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Scope } from "effect"
import type { Serving } from "./Serving.ts"

export const serve = async (cases: number, latency: number): Promise<Serving> => {
  const { engine, environment } = await Effect.runPromise(
    Effect.flatMap(Scope.make(), (scope) => Scope.extend(Sandbox.start({ cases, seed: 2026, latency }), scope)),
  )
  return {
    environment,
    requests: () => engine.served.filter(({ target }) => !target.startsWith("/authenticates")).length,
  }
}
