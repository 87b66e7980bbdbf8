/** Starts `sie`. */
import * as NodeContext from "@effect/platform-node/NodeContext"
import * as NodeRuntime from "@effect/platform-node/NodeRuntime"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Logger from "effect/Logger"
import * as App from "./command/App.ts"

/** The build puts it in. */
const version: string = process.env.AMILI_VERSION ?? "unbuilt"

// A reader of stdout that has gone, such as `head`, has what it wanted.
process.stdout.on("error", () => process.exit(0))

App.run(process.argv, version).pipe(
  Effect.map((code) => {
    process.exitCode = code
  }),
  Effect.provide(Logger.replace(Logger.defaultLogger, Logger.withLeveledConsole(Logger.stringLogger))),
  Effect.provide(NodeContext.layer),
  NodeRuntime.runMain({
    disablePrettyLogger: true,
    teardown: (exit, end) => {
      if (Exit.isFailure(exit)) end(App.codeOfFailure(exit.cause))
    },
  }),
)
