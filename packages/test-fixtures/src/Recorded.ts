/**
 * What a real Eve server held and said: 600 cases with their creditors, payouts and payout specifications (names, amounts
 * and states deliberately nasty), and 135 requests with its answers. The standard test data of this project.
 */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { readFile } from "node:fs/promises"
import { type Document } from "./Document.ts"
import * as ExtendedJson from "./ExtendedJson.ts"
import { type Resource } from "./Resources.ts"

const Exchange = Schema.Struct({
  /** What the exchange shows. */
  name: Schema.String,
  /** What was sent. */
  request: Schema.Struct({
    method: Schema.String,
    path: Schema.String,
    query: Schema.Array(Schema.Tuple(Schema.String, Schema.String)),
    headers: Schema.Record({ key: Schema.String, value: Schema.String }),
    credential: Schema.Literal("token", "none"),
    body: Schema.optional(Schema.NullOr(Schema.String)),
  }),
  /** What the real server answered. */
  response: Schema.Struct({
    status: Schema.Number,
    headers: Schema.Record({ key: Schema.String, value: Schema.String }),
    body: Schema.String,
  }),
})

/** A request and what the real server answered; `{{token}}`, `{{jwt ES256}}` and `{{any}}` are placeholders. */
export type Exchange = typeof Exchange.Type

/** The file of recorded documents of a resource, in extended JSON, one document a line. */
export const file = (resource: Resource): URL => new URL(`../data/${resource}.ndjson`, import.meta.url)

// The files are part of this package: that one cannot be read is a broken installation.
const read = (url: URL): Effect.Effect<string> => Effect.promise(() => readFile(url, "utf8"))

/** The recorded documents of every resource, in the order in which they were inserted. */
export const data: Effect.Effect<Record<Resource, ReadonlyArray<Document>>> = Effect.gen(function* () {
  const documents = (resource: Resource) =>
    Effect.map(read(file(resource)), (text) => Either.getOrThrow(ExtendedJson.parseLines(text)))
  return {
    cases: yield* documents("cases"),
    creditors: yield* documents("creditors"),
    "finance--payouts": yield* documents("finance--payouts"),
    "finance--payout-specifications": yield* documents("finance--payout-specifications"),
  }
})

/** The recorded requests and answers. */
export const exchanges: Effect.Effect<ReadonlyArray<Exchange>> = Effect.suspend(() =>
  Effect.map(read(new URL("../data/exchanges.ndjson", import.meta.url)), (text) =>
    text
      .trim()
      .split("\n")
      .map((line) => Schema.decodeUnknownSync(Schema.parseJson(Exchange))(line)),
  ),
)
