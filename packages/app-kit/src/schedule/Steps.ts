/** The steps that install or remove a schedule: shown with --dry-run, performed otherwise. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type { PlatformError } from "@effect/platform/Error"
import * as Folders from "../settings/Folders.ts"
import { reasonOf } from "../settings/PrivateFile.ts"
import * as Programs from "./Programs.ts"

export type Step = Data.TaggedEnum<{
  Write: { readonly file: string; readonly text: string; readonly encoding?: "utf16le" }
  Remove: { readonly file: string }
  Run: { readonly program: string; readonly args: ReadonlyArray<string>; readonly input: string | undefined }
  /** For the person to do. */
  Type: { readonly command: string }
}>
export const Step = Data.taggedEnum<Step>()

export const runStep = (program: string, args: ReadonlyArray<string>, input?: string): Step =>
  Step.Run({ program, args, input })

/** Each step as it would be done. */
export const inWords = (steps: ReadonlyArray<Step>): string =>
  steps
    .map(
      Step.$match({
        Write: ({ file, text }) => `# write ${file}\n${text}\n`,
        Remove: ({ file }) => `# remove ${file}\n`,
        Run: ({ args, input, program }) =>
          `# run ${[program, ...args].join(" ")}${input === undefined ? "" : " with"}\n${input ?? ""}`,
        Type: ({ command }) => `${command}\n`,
      }),
    )
    .join("")

/** A mark at the beginning says that it is UTF-16. */
const bytesOf = (text: string, encoding: "utf16le" | undefined) =>
  encoding === undefined ? Buffer.from(text) : Buffer.from(`\uFEFF${text}`, encoding)

/** A file of the schedule cannot be written or removed. */
export class StepFailed extends Data.TaggedError("StepFailed")<{ readonly message: string; readonly hint: string }> {}

const failed = (doing: string, file: string) => (error: PlatformError) =>
  new StepFailed({
    message: `cannot ${doing} ${file}: ${reasonOf(error)}`,
    hint: "check who may write to its folder, and its free space",
  })

export const perform = Effect.fn("Steps.perform")(function* (steps: ReadonlyArray<Step>) {
  const files = yield* FileSystem.FileSystem
  const path = yield* Path.Path
  yield* Effect.forEach(
    steps,
    Step.$match({
      Write: ({ encoding, file, text }) =>
        Folders.make(path.dirname(file), 0o700).pipe(
          Effect.zipRight(files.writeFile(file, bytesOf(text, encoding), { mode: 0o600 })),
          Effect.mapError(failed("write", file)),
        ),
      Remove: ({ file }) => files.remove(file, { force: true }).pipe(Effect.mapError(failed("remove", file))),
      Run: ({ args, input, program }) => Programs.must(program, args, input),
      Type: () => Effect.void,
    }),
    { discard: true },
  )
})
