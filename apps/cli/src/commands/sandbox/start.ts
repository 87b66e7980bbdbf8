/** `amili sandbox start`: the sandbox in the foreground, its address and credentials as `export` lines on stdout. */
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as SandboxOptions from "@amili-cases/test-fixtures/SandboxOptions"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Record from "effect/Record"
import { exportLine } from "../../Shell.ts"

type Value = string | number | boolean | ReadonlyArray<string | number>

/** The sandbox describes its own options: what it learns to do, the command line can ask for. */
const toOption = ({ description, flag, kind }: SandboxOptions.Flag): Options.Options<Option.Option<Value>> => {
  const name = flag.replace(/^--/, "")
  const described = <A extends Value>(option: Options.Options<A>): Options.Options<Option.Option<Value>> =>
    option.pipe(
      Options.map(Option.some<Value>),
      Options.withDefault(Option.none<Value>()),
      Options.withDescription(description),
    )
  const several = (option: Options.Options<ReadonlyArray<string | number>>): Options.Options<Option.Option<Value>> =>
    option.pipe(
      Options.map((all) => (all.length === 0 ? Option.none<Value>() : Option.some<Value>(all))),
      Options.withDescription(`${description}; may stand several times`),
    )
  switch (kind) {
    case "flag":
      return Options.boolean(name).pipe(
        Options.map((set) => (set ? Option.some<Value>(true) : Option.none<Value>())),
        Options.withDescription(description),
      )
    case "whole":
      return described(Values.whole(name, 0, name === "port" ? 65_535 : Number.MAX_SAFE_INTEGER))
    case "number":
      return described(Values.checked(name, "number", readNumber, "a number"))
    case "text":
      return described(Options.text(name))
    case "wholes":
      return several(Values.wholes(name))
    case "texts":
      return several(Options.repeated(Options.text(name)))
  }
}

const readNumber = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined)

const options = {
  chosen: Record.fromEntries(SandboxOptions.flags.map((flag) => [flag.option, toOption(flag)] as const)),
  json: Options.boolean("json").pipe(Options.withDescription("the settings as one JSON document")),
  files: Args.text({ name: "file" }).pipe(Args.repeated, Args.withDescription("more files, as after --data")),
}

/** The options as the sandbox takes them, or what it says is wrong with them. */
const readOptions = (chosen: Readonly<Record<string, Option.Option<Value>>>, files: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const given = Record.getSomes(chosen)
    const all = yield* Effect.mapError(
      SandboxOptions.decode(
        files.length === 0 ? given : { ...given, dataFiles: [...listOf(given.dataFiles), ...files] },
      ),
      (error) => {
        const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
        const flag = SandboxOptions.flags.find(({ option }) => option === issue?.path[0])?.flag ?? "an option"
        return new UsageError({
          message: `${flag} does not fit: ${issue?.message ?? "unknown"}`,
          hint: "amili sandbox start --help",
        })
      },
    )
    return {
      ...all,
      ...(all.dataFiles === undefined ? {} : { dataFiles: yield* Effect.forEach(all.dataFiles, Paths.expand) }),
      ...(all.publicKeys === undefined ? {} : { publicKeys: yield* Effect.forEach(all.publicKeys, Paths.expand) }),
      ...(all.keyOut === undefined ? {} : { keyOut: yield* Paths.expand(all.keyOut) }),
      ...(all.folder === undefined ? {} : { folder: yield* Paths.expand(all.folder) }),
    }
  })

const listOf = (value: Value | undefined) => (Array.isArray(value) ? value : [])

const command = Command.make("start", options, ({ chosen, files, json }) =>
  Effect.scoped(
    Effect.gen(function* () {
      const settings = yield* readOptions(chosen, files)
      const Sandbox = yield* Effect.promise(() => import("@amili-cases/test-fixtures/Sandbox"))
      const running = yield* Sandbox.start(settings)
      const lines = Object.entries(running.environment).map(([name, value]) => `${exportLine(name, value)}\n`)
      yield* Output.write(json ? `${Json.line(running.environment)}\n` : lines.join(""))
      yield* Output.note(
        `sandbox at ${running.baseUrl}. Paste the lines above into another terminal, then: amili case open. Ctrl-C stops it.`,
      )
      return yield* Effect.never
    }),
  ),
)

export const start = Runnable.make(command, {
  details: [
    "With --months the made-up cases have a history with payouts that ends now, and amili sandbox next-month lets it go on. With --folder it can be stopped and started again, also days later: same ids, same key, a later clock.",
    "It runs until Ctrl-C. What it prints on stdout points amili and amili-export at it; everything else goes to stderr. Nothing leaves this machine.",
  ],
  traced: false,
  examples: [
    { command: "amili sandbox start", effect: "2000 made-up cases on a free port" },
    { command: "amili sandbox start --port 8080 --cases 50 --seed 7", effect: "fifty cases, the same every time" },
    {
      command: "amili sandbox start --fault html=0.1 --drift 2",
      effect: "a bad day: failing answers, and cases that move while you read",
    },
    {
      command: "amili sandbox start --months 6 --cases 300 --folder month-ends",
      effect: "half a year of cases and payouts, to close month after month",
    },
    { command: "amili sandbox start --data cases.ndjson creditors.ndjson", effect: "your own documents" },
  ],
})
