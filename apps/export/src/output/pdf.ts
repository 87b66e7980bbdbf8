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
  readonly pdfs: ReadonlyArray<string>
  /** How to print what could not be printed, a line each. */
  readonly notes: ReadonlyArray<Bilingual>
}

/** Prints a report. One that is printed already is left as it is. */
export const printed = (
  page: string,
): Effect.Effect<Printed, never, CommandExecutor.CommandExecutor | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const isThere = (file: string) => Effect.orElseSucceed(fs.exists(file), () => false)
    const pdf = pdfOf(page)
    const problem = (yield* isThere(pdf))
      ? undefined
      : !(yield* isThere(page))
        ? {
            en: `${page} is not here, so that it cannot be printed: amili-export replay makes the files of a run again`,
            sv: `${page} finns inte här och kan inte skrivas ut: amili-export replay gör filerna från en körning igen`,
          }
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
    return problem === undefined ? { pdfs: [pdf], notes: [] } : { pdfs: [], notes: [problem] }
  })

/** `report-2026-11-reconcile-000003.pdf`: `verify` takes a number followed by a day for a file that belongs to a run. */
const pdfOf = (page: string): string =>
  page.replace(/([^/\\]*)-\d{4}-\d{2}-\d{2}-(report-\d{4}-\d{2})\.html$/, "$2-$1.pdf")
