/**
 * Runs an app: finds the command, runs it, and ends the process with the right code. SIGINT, SIGTERM and SIGHUP interrupt
 * it (its finalizers run) and end with 130, a second signal ends it at once; a reader of stdout that has gone ends it with
 * 0; every failure is one line on stderr.
 */
import process from "node:process"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberId from "effect/FiberId"
import * as FiberRef from "effect/FiberRef"
import * as Option from "effect/Option"
import type * as Layer from "effect/Layer"
import * as Arguments from "../command/Arguments.ts"
import * as Environment from "../settings/Environment.ts"
import * as UiLanguage from "../settings/UiLanguage.ts"
import * as ExitCode from "./ExitCode.ts"
import type { Named } from "../command/Flag.ts"
import * as Help from "../command/Help.ts"
import * as Display from "../terminal/display.ts"
import * as Log from "./Log.ts"
import * as Output from "../terminal/Output.ts"
import * as Wording from "../terminal/Wording.ts"
import { ProgressDisplay } from "../terminal/ProgressDisplay.ts"
import * as Report from "./Report.ts"
import * as Screen from "../terminal/Screen.ts"
import * as Trace from "./Trace.ts"
import type { Entry } from "../command/Tree.ts"
import { UsageError } from "../command/UsageError.ts"
import * as Stderr from "../terminal/stderr.ts"

export interface App<R, LE> {
  readonly version: string
  /** The commands, or the only one. */
  readonly root: Entry<R>
  /** Built, and loaded if it is a function, once a command runs: help and errors of usage need nothing. */
  readonly layer: Layer.Layer<R, LE> | (() => Promise<Layer.Layer<R, LE>>)
  /** The commands to start with and what they do, for whoever calls the program without a command. */
  readonly start?: ReadonlyArray<Help.Row>
  /** Commands that work and are shown nowhere. */
  readonly hidden?: ReadonlyArray<Entry<R>>
  /** Options that may also stand before the command's name. Each command declares them itself, too. */
  readonly globals?: ReadonlyArray<Named>
  /** It speaks Swedish too: its commands take `--ui-language`. */
  readonly speaksSwedish?: boolean
}

/** Runs the app on the process's own arguments. Never returns normally: the process ends. */
export const run = <R, LE>(app: App<R, LE>): void => {
  const argv = process.argv.slice(2)
  const language = app.speaksSwedish === true ? UiLanguage.of(argv, Environment.variables) : "en"
  let stop: Stop | undefined
  const fiber = Effect.runFork(
    reportedHere.pipe(
      Effect.zipRight(main(app, argv)),
      Log.toStderr(app.root.name),
      Effect.provideService(ProgressDisplay, { current: Display.current }),
      Effect.provideService(UiLanguage.UiLanguage, language),
      Effect.withConfigProvider(Environment.of(Environment.variables)),
    ),
  )
  // A fiber that waits for something without a handle (a queue, a deferred) must not end the process.
  const alive = setInterval(() => {}, 2 ** 30)

  const interrupt = (why: Stop) => {
    stop ??= why
    fiber.unsafeInterruptAsFork(FiberId.none)
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () =>
      stop?._tag === "Signal" ? process.exit(ExitCode.codeOf("interrupted")) : interrupt({ _tag: "Signal" }),
    )
  process.stdout.on("error", (error) =>
    interrupt(Output.isClosedPipe(error) ? { _tag: "ReaderGone" } : { _tag: "Failed", error: Output.failed(error) }),
  )
  process.on("uncaughtException", (defect) => interrupt({ _tag: "Defect", defect }))

  fiber.addObserver((exit) => {
    clearInterval(alive)
    end(conclude(exit, stop, app.root.name, isJson(argv) ? "json" : language))
  })
}

/** A failure is reported below, once: the library would log it too, with its stack, where every request is logged. */
const reportedHere = FiberRef.set(FiberRef.unhandledErrorLogLevel, Option.none())

type Stop =
  | { readonly _tag: "Signal" }
  | { readonly _tag: "ReaderGone" }
  | { readonly _tag: "Failed"; readonly error: Output.OutputFailed }
  | { readonly _tag: "Defect"; readonly defect: unknown }

const main = <R, LE>(app: App<R, LE>, argv: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const width = Math.min(100, Screen.current().columns)
    const hidden = app.hidden?.find(({ name }) => name === argv[0])
    const root = hidden === undefined || app.root._tag === "Leaf" ? app.root : { ...app.root, entries: [hidden] }
    const route = yield* Arguments.route(root, argv, app.globals)
    if (route._tag === "Version") return yield* Output.writeLine(app.version)
    if (route._tag === "GroupHelp") {
      const start = route.group === app.root ? app.start?.map(asTyped) : undefined
      return yield* Output.write(
        start === undefined ? Help.ofGroup(route.group, route.path, width) : Help.overview(route.group, start, width),
      )
    }
    const command = yield* Effect.promise(route.leaf.load)
    if (route.help) return yield* Output.write(Help.ofCommand(route.leaf, command, route.path, width))
    const arranged = yield* Arguments.arrange(command, route.rest, route.path)
    const layer = typeof app.layer === "function" ? yield* Effect.promise(app.layer) : app.layer
    const { file, rest } = Trace.take(arranged)
    const running = command.run(rest).pipe(Effect.provide(layer), Effect.mapError(withHelp(route.path)))
    if (file === undefined) return yield* running
    const traced = { file, name: route.path.join(" "), program: app.root.name, version: app.version }
    return yield* yield* Effect.promise(() => Trace.run(traced)(running))
  })

const asTyped = ([command, effect]: Help.Row): Help.Row => [Wording.withNpx(command), effect]

/** The library's own errors of usage come without a next step. */
const withHelp = (path: ReadonlyArray<string>) => (error: unknown) => {
  if (!(error instanceof UsageError) || error.hint !== undefined) return error
  const hint = `${path.join(" ")} --help`
  return new UsageError({ message: error.message, hint, swedish: error.swedish && { ...error.swedish, hint } })
}

/** Reports the failure, if there is one, and returns the exit code. */
const conclude = (
  exit: Exit.Exit<void, unknown>,
  stop: Stop | undefined,
  program: string,
  how: "json" | UiLanguage.Language,
): ExitCode.ExitCode => {
  Display.hide()
  if (stop?._tag === "Signal") return ExitCode.codeOf("interrupted")
  if (stop?._tag === "ReaderGone") return ExitCode.codeOf("done")
  const report = reportOf(exit, stop, program)
  if (report === undefined) return ExitCode.codeOf("done")
  const inSwedish = how === "sv" ? Report.inSwedish(errorOf(exit, stop)) : undefined
  const line = inSwedish === undefined ? Report.line(program, report) : Report.line(program, inSwedish, "sv")
  Stderr.write(`${how === "json" ? Report.json(report) : Wording.forStderr(line)}\n`)
  return report.code
}

/** The failure that is reported, if it is none of a defect. */
const errorOf = (exit: Exit.Exit<void, unknown>, stop: Stop | undefined): unknown => {
  if (stop?._tag === "Failed") return stop.error
  return stop === undefined && Exit.isFailure(exit) ? Option.getOrUndefined(Cause.failureOption(exit.cause)) : undefined
}

const reportOf = (
  exit: Exit.Exit<void, unknown>,
  stop: Stop | undefined,
  program: string,
): Report.Report | undefined => {
  if (stop?._tag === "Failed") return Report.of(stop.error)
  if (stop?._tag === "Defect") return Report.ofDefect(stop.defect, program)
  if (Exit.isSuccess(exit)) return undefined
  return Option.match(Cause.failureOption(exit.cause), {
    onSome: Report.of,
    onNone: () =>
      Report.ofDefect(
        Option.getOrElse(Cause.dieOption(exit.cause), () => "interruption"),
        program,
      ),
  })
}

/** Lets stdout drain first: on Windows pipes and terminals are written asynchronously. */
const end = (code: ExitCode.ExitCode) => {
  process.stdout.write("", () => process.exit(code))
}

const isJson = (argv: ReadonlyArray<string>) => {
  const end = argv.indexOf("--")
  return (end === -1 ? argv : argv.slice(0, end)).some((token) => token === "--json" || token.startsWith("--json="))
}
