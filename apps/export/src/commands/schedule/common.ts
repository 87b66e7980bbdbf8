/** What the commands about schedules have in common. */
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Options from "@effect/cli/Options"
import type * as Effect from "effect/Effect"
import { Unattended } from "@amili-cases/accounting/DatasetName"
import * as Steps from "@amili-cases/app-kit/schedule/Steps"

export const dataset = Values.choice("dataset", Unattended.literals).pipe(
  Options.withDescription("which export (default: closed)"),
  Options.withDefault("closed"),
)

export const dryRun = Options.boolean("dry-run").pipe(
  Options.withDescription("print what would be written and run, and do nothing"),
)

interface Done {
  readonly dryRun: boolean
  readonly steps: ReadonlyArray<Steps.Step>
}

/** On stdout: everything as JSON, or the steps that are still to be taken; nothing when they have been. */
export const tell = (done: Done, { json }: { readonly json: boolean }): Effect.Effect<void, Output.OutputFailed> =>
  json
    ? Output.writeLine(Json.line(done))
    : Output.write(Steps.inWords(done.dryRun ? done.steps : done.steps.filter(Steps.Step.$is("Type"))))
