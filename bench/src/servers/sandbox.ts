/** The sandbox as it is. */
import { ObjectId } from "@amili-cases/test-fixtures/Document"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Scope } from "effect"
import type { Serving } from "./Serving.ts"

export const serve = async (cases: number, latency: number): Promise<Serving> => {
  const { engine, environment } = await Effect.runPromise(
    Effect.flatMap(Scope.make(), (scope) => Scope.extend(Sandbox.start({ cases, seed: 2026, latency }), scope)),
  )
  const id = engine.cases.document(0)?.["_id"]
  return {
    environment: { ...environment, BENCH_CASE: id instanceof ObjectId ? id.hex : "" },
    requests: () => engine.served.filter(({ target }) => !target.startsWith("/authenticates")).length,
  }
}
