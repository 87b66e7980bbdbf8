/** Logs go to stderr, one line each: stdout is the answer. */
import * as Effect from "effect/Effect"
import * as FiberRef from "effect/FiberRef"
import * as HashSet from "effect/HashSet"
import * as Logger from "effect/Logger"
import * as LogLevel from "effect/LogLevel"
import * as Display from "../terminal/display.ts"
import { oneLine } from "./Report.ts"
import * as Stderr from "../terminal/stderr.ts"

/** Lets the effect log `amili: message`, with the level when it is more than information. */
export const toStderr = (program: string) =>
  Effect.locallyWith(FiberRef.currentLoggers, (loggers) =>
    HashSet.add(HashSet.remove(loggers, Logger.defaultLogger), logger(program)),
  )

const logger = (program: string) =>
  Logger.make<unknown, void>(({ logLevel, message }) => {
    const text = (Array.isArray(message) ? message : [message]).map(String).join(" ")
    const level = LogLevel.greaterThanEqual(logLevel, LogLevel.Warning) ? `${logLevel.label.toLowerCase()}: ` : ""
    Display.hide()
    Stderr.write(`${program}: ${level}${oneLine(text)}\n`)
  })
