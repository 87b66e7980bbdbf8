/** `sie show`: what a file has in it. */
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Chunk from "effect/Chunk"
import * as Console from "effect/Console"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { SieFile } from "../model/SieFile.ts"
import * as Finding from "../read/Finding.ts"
import * as Read from "../read/Read.ts"
import * as ExitCode from "./ExitCode.ts"
import * as Overview from "./Overview.ts"
import * as SieBytes from "./SieBytes.ts"

const options = {
  json: Options.boolean("json").pipe(Options.withDescription("print the whole file as one JSON document")),
  file: SieBytes.argument,
}

export const show = Command.make("show", options, ({ file, json }) => (json ? document(file) : overview(file))).pipe(
  Command.withDescription(
    `Show what a file has in it: company, fiscal years, accounts, and its vouchers by series. Example: sie show bokforing.se. ${ExitCode.help}`,
  ),
)

const overview = (path: string) =>
  Effect.gen(function* () {
    const overview = Overview.make()
    yield* Stream.runForEachChunk(Read.stream(SieBytes.stream(path)), (entries) =>
      Effect.sync(() => Chunk.forEach(entries, overview.add)),
    )
    for (const line of overview.lines()) yield* Console.log(line)
    for (const finding of overview.findings) yield* Console.log(Finding.format(finding))
  })

const document = (path: string) =>
  Effect.gen(function* () {
    const { file, findings } = yield* Read.collect(SieBytes.stream(path))
    const encoded = yield* Effect.orDie(Schema.encode(SieFile)(file)) // What `Read` makes is of this type.
    yield* Console.log(JSON.stringify({ ...encoded, findings }, undefined, 2))
  })
