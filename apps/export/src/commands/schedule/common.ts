/** What the commands about schedules have in common. */
import { Options } from "@effect/cli"
import { Dataset } from "../../journal/Runs.ts"

export const dataset = Options.choice("dataset", Dataset.literals).pipe(
  Options.withDescription("Which export (default: closed)."),
  Options.withDefault("closed"),
)

export const dryRun = Options.boolean("dry-run").pipe(
  Options.withDescription("Print what would be written and run, and do nothing."),
)
