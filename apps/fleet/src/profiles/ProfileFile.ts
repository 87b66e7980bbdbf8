/** Profiles in a file: CSV with a header, or a JSON list of objects. */
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import Papa from "papaparse"
import { check, type Row } from "./check.ts"
import type { FleetProfile } from "./FleetProfile.ts"

/** The file cannot be used; `message` has a line for each mistake. */
export class ProfilesRefused extends Data.TaggedError("ProfilesRefused")<{
  readonly message: string
  readonly hint: string
  readonly mistakes: ReadonlyArray<string>
}> {
  readonly exitCode = 2
}

export const read = (
  file: string,
): Effect.Effect<ReadonlyArray<FleetProfile>, ProfilesRefused, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const text = yield* Effect.mapError(
      Effect.flatMap(FileSystem.FileSystem, (fs) => fs.readFileString(file)),
      () => refused(file, ["it cannot be read"]),
    )
    const isJson = /^\s*\[/.test(text)
    const rows = yield* isJson
      ? Effect.mapError(decodeJson(text), () => refused(file, ["it is not a JSON list of objects with texts"]))
      : ofCsv(file, text)
    const { mistakes, profiles } = check(rows, (index) => (isJson ? `profile ${index + 1}` : `line ${index + 2}`))
    if (profiles.length === 0) return yield* refused(file, ["there is no profile in it"])
    if (mistakes.length > 0) return yield* refused(file, mistakes)
    return profiles
  })

const Cell = Schema.Union(
  Schema.String,
  Schema.transform(Schema.Array(Schema.String), Schema.String, {
    strict: true,
    decode: (words) => words.join(" "),
    encode: (text) => text.split(" "),
  }),
)
const decodeJson = Schema.decode(Schema.parseJson(Schema.Array(Schema.Record({ key: Schema.String, value: Cell }))))

const ofCsv = (file: string, text: string): Effect.Effect<ReadonlyArray<Row>, ProfilesRefused> => {
  const { data, errors } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const bad = errors.filter(({ type }) => type !== "Delimiter")
  return bad.length === 0
    ? Effect.succeed(data)
    : refused(
        file,
        bad.map(({ message, row = 0 }) => `line ${row + 2}: ${message}`),
      )
}

const refused = (file: string, mistakes: ReadonlyArray<string>) =>
  new ProfilesRefused({
    message: mistakes.map((mistake) => `${file}: ${mistake}`).join("\n"),
    hint: "correct the file and run this again: nothing was changed",
    mistakes,
  })
