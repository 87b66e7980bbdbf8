/** Logs as JSON, a line each, on stderr: for journald and whatever reads it. */
import * as Stderr from "@amili-cases/app-kit/terminal/stderr"
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import * as HashSet from "effect/HashSet"
import * as Logger from "effect/Logger"

const logger = Logger.map(Logger.jsonLogger, (line) => Stderr.write(`${line}\n`))

export const withJsonLines = Effect.locally(
  FiberRef.currentLoggers,
  HashSet.make<ReadonlyArray<Logger.Logger<unknown, unknown>>>(logger),
)
