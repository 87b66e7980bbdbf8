/** `amili sandbox start`: the sandbox in the foreground, its address and credentials as `export` lines on stdout. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import * as Values from "@amili-cases/app-kit/Values"
import { Args, Command, Options } from "@effect/cli"
import { Effect, Option } from "effect"
import { exportLine } from "../../Shell.ts"

const options = {
  port: Values.whole("port", 0, 65_535).pipe(
    Options.withDefault(0),
    Options.withDescription("port on 127.0.0.1; 0 takes a free one (default 0)"),
  ),
  data: Options.text("data").pipe(
    Options.withPseudoName("file"),
    Options.repeated,
    Options.withDescription(
      "serve the documents of this file, one a line in MongoDB extended JSON; the file's name says its resource: cases.ndjson",
    ),
  ),
  cases: Values.whole("cases", 0, 10_000_000).pipe(
    Options.optional,
    Options.withDescription("make up so many cases when no file is given (default 2000)"),
  ),
  seed: Values.whole("seed", 0).pipe(
    Options.optional,
    Options.withDescription("the same seed makes the same cases (default 1)"),
  ),
  latency: Values.whole("latency", 0, 600_000).pipe(
    Options.withDefault(0),
    Options.withDescription("milliseconds to wait before each answer (default 0)"),
  ),
  files: Args.text({ name: "file" }).pipe(Args.repeated, Args.withDescription("more files, as after --data")),
}

const command = Command.make("start", options, ({ data, files, ...settings }) =>
  Effect.scoped(
    Effect.gen(function* () {
      const Sandbox = yield* Effect.promise(() => import("@amili-cases/test-fixtures/Sandbox"))
      const running = yield* Sandbox.start({
        port: settings.port,
        latency: settings.latency,
        dataFiles: [...data, ...files],
        ...Option.match(settings.cases, { onNone: () => ({}), onSome: (cases) => ({ cases }) }),
        ...Option.match(settings.seed, { onNone: () => ({}), onSome: (seed) => ({ seed }) }),
      })
      yield* Output.write(
        Object.entries(running.environment)
          .map(([name, value]) => `${exportLine(name, value)}\n`)
          .join(""),
      )
      yield* Output.note(
        `sandbox at ${running.baseUrl}. Paste the lines above into another terminal, then: amili case open. Ctrl-C stops it.`,
      )
      return yield* Effect.never
    }),
  ),
)

export const start = Runnable.make(command, {
  details: [
    "It runs until Ctrl-C. What it prints on stdout points amili and amili-export at it; everything else goes to stderr. Nothing leaves this machine.",
  ],
  examples: [
    { command: "amili sandbox start", effect: "2000 made-up cases on a free port" },
    { command: "amili sandbox start --port 8080 --cases 50 --seed 7", effect: "fifty cases, the same every time" },
    { command: "amili sandbox start --data cases.ndjson creditors.ndjson", effect: "your own documents" },
  ],
})
