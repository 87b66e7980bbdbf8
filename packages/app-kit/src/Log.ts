/** Logs go to stderr, one line each: stdout is the answer. */
import process from "node:process"
import { Logger, LogLevel } from "effect"
import type { Layer } from "effect"
import * as Display from "./internal/display.ts"
import { oneLine } from "./Report.ts"

/** `amili: message`, with the level when it is more than information. */
export const layer = (program: string): Layer.Layer<never> => Logger.replace(Logger.defaultLogger, logger(program))

const logger = (program: string) =>
  Logger.make<unknown, void>(({ logLevel, message }) => {
    const text = (Array.isArray(message) ? message : [message]).map(String).join(" ")
    const level = LogLevel.greaterThanEqual(logLevel, LogLevel.Warning) ? `${logLevel.label.toLowerCase()}: ` : ""
    Display.hide()
    process.stderr.write(`${program}: ${level}${oneLine(text)}\n`)
  })
