/** `--pdf`: the report on paper. It stands outside the run: browsers print the same page to other bytes each time. */
import type { Bilingual } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Pdf from "@amili-cases/app-kit/pdf/Pdf"
import type * as CommandExecutor from "@effect/platform/CommandExecutor"
import * as FileSystem from "@effect/platform/FileSystem"
import type * as Path from "@effect/platform/Path"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"

export const option = Options.boolean("pdf").pipe(
  Options.withDescription(
    "print the report to a PDF too, by the Chromium, Chrome or Edge that is here (AMILI_CHROMIUM: the path of one)",
  ),
)

export interface Printed {
  /** Those given, and the PDFs. */
  readonly files: ReadonlyArray<string>
  /** How to print what could not be printed, a line each. */
  readonly notes: ReadonlyArray<Bilingual>
}

/** Prints the reports among the files of a run. One that is printed already is left as it is. */
export const printed = (
  files: ReadonlyArray<string>,
): Effect.Effect<Printed, never, CommandExecutor.CommandExecutor | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const pdfs: Array<string> = []
    const notes: Array<Bilingual> = []
    for (const page of files.filter((file) => file.endsWith(".html"))) {
      const pdf = pdfOf(page)
      const isThere = yield* Effect.orElseSucceed(fs.exists(pdf), () => false)
      const problem = isThere
        ? undefined
        : yield* Pdf.print(page, pdf).pipe(
            Effect.as(undefined),
            Effect.catchTags({
              NoBrowser: ({ hint, message }) =>
                Effect.succeed({
                  en: `${message}: open ${page} in a browser and print it to PDF there, or ${hint}`,
                  sv: `ingen webbläsare som kan skriva ut till PDF hittades: öppna ${page} i en webbläsare och skriv ut den till PDF där, eller ange en med AMILI_CHROMIUM`,
                }),
              PrintFailed: ({ hint, message }) =>
                Effect.succeed({
                  en: `${message}; ${hint}`,
                  sv: `utskriften till PDF misslyckades: ${message}; ${hint}`,
                }),
            }),
          )
      if (problem === undefined) pdfs.push(pdf)
      else notes.push(problem)
    }
    return { files: [...files, ...pdfs], notes }
  })

/** `report-2026-11-reconcile-000003.pdf`: `verify` takes a number followed by a day for a file that belongs to a run. */
const pdfOf = (page: string): string =>
  page.replace(/([^/\\]*)-\d{4}-\d{2}-\d{2}-(report-\d{4}-\d{2})\.html$/, "$2-$1.pdf")
