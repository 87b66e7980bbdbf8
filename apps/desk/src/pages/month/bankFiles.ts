/** Bank files for as long as a month is reconciled with them: the request that brings them ends before that. */
import * as Report from "@amili-cases/app-kit/process/Report"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { Uploaded } from "../../forms/Upload.ts"

export interface BankFiles {
  readonly paths: ReadonlyArray<string>
  /** Removes them. */
  readonly remove: Effect.Effect<void>
}

export const none: BankFiles = { paths: [], remove: Effect.void }

/** Takes them over, under the names that they have on the bank's site: those are kept in the journal. */
export const taken = (files: ReadonlyArray<Uploaded>) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const folder = yield* fs.makeTempDirectory({ prefix: "amili-desk-" })
    const remove = Effect.ignore(fs.remove(folder, { recursive: true, force: true }))
    const paths = yield* Effect.forEach(files, (file) => {
      const kept = path.join(folder, path.basename(file.path))
      return Effect.as(fs.rename(file.path, kept), kept)
    }).pipe(Effect.onError(() => remove))
    const bankFiles: BankFiles = { paths, remove }
    return bankFiles
  })

/** What went wrong, with the names that people know: where the files lay is of no use to them. */
export const named =
  ({ paths }: BankFiles) =>
  (error: unknown): NotReconciled => {
    const { code, hint, message } = Report.of(error)
    const nameOf = (file: string) => file.split(/[/\\]/).at(-1) ?? file
    const renamed = (text: string) => paths.reduce((said, file) => said.replaceAll(file, nameOf(file)), text)
    const swedish = Report.inSwedish(error)
    return new NotReconciled({
      message: renamed(message),
      hint,
      swedish: swedish && { ...swedish, message: renamed(swedish.message) },
      exitCode: code,
    })
  }

/** A month could not be reconciled. */
class NotReconciled extends Data.TaggedError("NotReconciled")<{
  readonly message: string
  readonly hint: string | undefined
  readonly swedish: Pick<Report.Report, "hint" | "message"> | undefined
  readonly exitCode: number
}> {}
