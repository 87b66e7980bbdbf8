/** The command line of the sandbox as a process of its own. */
import * as Either from "effect/Either"
import * as ParseResult from "effect/ParseResult"
import { parseArgs, type ParseArgsConfig } from "node:util"
import { SandboxError } from "./StartOptions.ts"
import * as SandboxOptions from "../../SandboxOptions.ts"

export interface CommandLine {
  readonly options: SandboxOptions.SandboxOptions
  /** The settings as one JSON document, for a program that reads them. */
  readonly json: boolean
  readonly help: boolean
}

const nameOf = ({ flag }: SandboxOptions.Flag): string => flag.slice(2)

const config: ParseArgsConfig["options"] = {
  ...Object.fromEntries(
    SandboxOptions.flags.map((flag) => [
      nameOf(flag),
      { type: flag.kind === "flag" ? "boolean" : "string", multiple: flag.kind === "wholes" || flag.kind === "texts" },
    ]),
  ),
  json: { type: "boolean" },
  help: { type: "boolean" },
}

/** What the arguments say, or which of them does not fit. */
export const read = (args: ReadonlyArray<string>): Either.Either<CommandLine, SandboxError> =>
  Either.gen(function* () {
    const { values } = yield* Either.try({
      try: () => parseArgs({ args: [...args], options: config }),
      catch: (error) => refuse(error instanceof Error ? error.message : "not understood"),
    })
    const given = SandboxOptions.flags.flatMap((flag) => {
      const value = values[nameOf(flag)]
      return value === undefined ? [] : [[flag.option, isNumeric(flag) ? toNumber(value) : value]]
    })
    const options = yield* Either.mapLeft(SandboxOptions.decode(Object.fromEntries(given)), (error) => {
      const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
      const flag = SandboxOptions.flags.find(({ option }) => option === issue?.path[0])?.flag ?? "an option"
      return refuse(`${flag} does not fit: ${issue?.message ?? "unknown"}`)
    })
    return { options, json: values["json"] === true, help: values["help"] === true }
  })

const isNumeric = ({ kind }: SandboxOptions.Flag): boolean => kind === "whole" || kind === "wholes" || kind === "number"

/** Text that is no number stays text, which the schema refuses. */
const toNumber = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(toNumber)
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

const refuse = (message: string) =>
  new SandboxError({ message: message.replace(/\s+/g, " "), hint: "see --help", exitCode: 2 })

const line = (option: string, description: string): string => `  ${option.padEnd(26)}${description}`

/** The options, one a line. */
export const help: string = [
  "Usage: amili-sandbox [options]",
  "",
  "A server on this machine that answers as the Amili API does, until Ctrl-C.",
  "It prints the settings that point a client at it.",
  "",
  ...SandboxOptions.flags.map(({ description, flag, kind }) =>
    line(kind === "flag" ? flag : `${flag} VALUE`, description),
  ),
  line("--json", "print the settings as one JSON document"),
  line("--help", "show this"),
].join("\n")
