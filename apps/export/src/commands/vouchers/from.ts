/** `--from`: a workbook of drafts or a CSV file that a person has filled in. */
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Options from "@effect/cli/Options"

export const from = Values.path("from", "file").pipe(
  Options.withDescription("what stands in the column Decision of an edited workbook, or of a CSV file number;decision"),
  Options.optional,
)
