/** `Cases.open` with the guide's fields, decoded. */
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { openFields } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as Money from "@amili-cases/core/Money"
import { Effect, Stream } from "effect"
import { Stopwatch } from "../../harness/Stopwatch.ts"
import { setting, type Timed } from "../../harness/Timed.ts"
import { answerOf } from "./answer.ts"
import { layer } from "./client.ts"

export const run = (): Promise<Timed> =>
  Effect.gen(function* () {
    const auth = yield* AuthTokenProvider
    const cases = yield* Cases
    yield* auth.getValidToken()
    const ids: Array<string> = []
    let minor = 0
    const reading = cases.open({}, { projection: openFields }).pipe(
      Stream.runForEachChunk((chunk) =>
        Effect.sync(() => {
          for (const { id, remainingCapital } of chunk) {
            ids.push(id)
            if (remainingCapital !== undefined) minor += Number(Money.toMinor(remainingCapital))
          }
        }),
      ),
    )
    // As the other sides.
    globalThis.gc?.()
    const watch = new Stopwatch()
    yield* reading
    return { ...watch.time, answer: answerOf(ids, minor) }
  }).pipe(Effect.provide(layer(Number(setting("BENCH_CONCURRENCY")))), Effect.runPromise)
