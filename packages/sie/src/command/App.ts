/** The commands of `sie`, and what their ends mean to a shell. */
import * as CliConfig from "@effect/cli/CliConfig"
import * as Command from "@effect/cli/Command"
import * as ValidationError from "@effect/cli/ValidationError"
import * as Cause from "effect/Cause"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import type * as SieBytes from "./SieBytes.ts"
import * as ExitCode from "./ExitCode.ts"
import { type HasFindings, lint } from "./lint.ts"
import type { NotSie } from "../read/NotSie.ts"
import { show } from "./show.ts"

const sie = Command.make("sie").pipe(
  Command.withDescription("Show and check SIE files, with which Swedish accounting programs exchange vouchers."),
  Command.withSubcommands([show, lint]),
)

/** Runs the command that the arguments name. It succeeds with the exit code: failures have been reported on stderr. */
export const run = (argv: ReadonlyArray<string>, version: string) =>
  Command.run(sie, { name: "sie", version })(argv).pipe(
    Effect.as(ExitCode.fine),
    Effect.catchAll((error) =>
      // The library has printed its own errors.
      ValidationError.isValidationError(error) ? Effect.succeed(ExitCode.usage) : reported(error),
    ),
    Effect.provide(CliConfig.layer({ showBuiltIns: false })),
  )

/** The exit code of a program that a signal, or a mistake of ours, has ended. */
export const codeOfFailure = (cause: Cause.Cause<unknown>): number =>
  Cause.isInterruptedOnly(cause) ? ExitCode.interrupted : ExitCode.findings

const reported = (error: Failure): Effect.Effect<number> =>
  error._tag === "HasFindings"
    ? Effect.succeed(ExitCode.findings)
    : Effect.as(
        Console.error(`sie: ${error.message}. Next: ${error.hint}`),
        error._tag === "NotSie" ? ExitCode.findings : ExitCode.usage,
      )

type Failure = HasFindings | NotSie | SieBytes.FileNotRead
