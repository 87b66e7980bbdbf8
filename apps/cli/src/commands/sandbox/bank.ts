/** `amili sandbox bank`: the bank's file of a month, as the creditors of a running sandbox would download it. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { ask } from "./Door.ts"

/** The file cannot be written. */
class BankFileNotWritten extends Data.TaggedError("BankFileNotWritten")<{
  readonly message: string
  readonly hint: string
}> {}

const options = {
  month: Dates.month("which month; of one that goes on, what the bank knows until now"),
  to: Values.path("to", "dir").pipe(
    Options.withDefault("."),
    Options.withDescription("folder for the file, made if it is not there (default: the current one)"),
  ),
  json: Options.boolean("json").pipe(Options.withDescription("the path of the file as one JSON document")),
}

const command = Command.make("bank", options, (given) =>
  Effect.gen(function* () {
    if (Option.isNone(given.month))
      return yield* new UsageError({ message: "--month is missing", hint: "say which, such as --month 2026-11" })
    const { name, until } = given.month.value
    const last = CalendarDay.addDays(CalendarDay.of(until), -1)
    const text = yield* ask("GET", `bank?from=${name}-01&to=${last}`, (response) => response.text)
    const file = (yield* Path.Path).join(given.to, `bank-${name}.xml`)
    yield* write(given.to, file, text)
    yield* Output.writeLine(given.json ? Json.line({ file }) : file)
  }),
)

/** A file of the same month is replaced: of a month that goes on, the bank knows more each day. */
const write = (folder: string, file: string, text: string) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    yield* files.makeDirectory(folder, { recursive: true })
    yield* files.writeFileString(file, text)
  }).pipe(
    Effect.mapError(
      () =>
        new BankFileNotWritten({
          message: `cannot write ${file}`,
          hint: "name a folder that you may write to, with --to",
        }),
    ),
  )

export const bank = Runnable.make(command, {
  details: [
    "Writes the statements of all accounts on which Amili's payouts of the sandbox arrive, as camt.053: bank-2026-11.xml. The sandbox that AMILI_BASE_URL points at must have been started with --months. A file of the same month is replaced.",
  ],
  traced: false,
  examples: [{ command: "amili sandbox bank --month 2026-11 --to bank", effect: "for amili-export reconcile --bank" }],
})
