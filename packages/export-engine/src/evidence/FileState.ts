/** How a file of a run is found in a folder. */
import * as Effect from "effect/Effect"
import type { RunFile } from "../journal/Run.ts"
import { Folder } from "../run/Folder.ts"

/** `intact`, `changed`, `missing`, or `cannot be read: ...`: a workbook that another program holds hides no other file. */
export const of = (folder: string, { name, sha256 }: Pick<RunFile, "name" | "sha256">) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const intact = yield* folders.matches(folders.final(folder, name), sha256)
    return intact === undefined ? "missing" : intact ? "intact" : "changed"
  }).pipe(Effect.catchTag("FileFailed", ({ message, why = message }) => Effect.succeed(`cannot be read: ${why}`)))
