/** The options of the sandbox, each with the sentence that a command line shows for it. */
import { Schema } from "effect"

const described = <A, I, R>(schema: Schema.Schema<A, I, R>, description: string) =>
  Schema.optionalWith(schema.annotations({ description }), { exact: true })

const Count = Schema.Int.pipe(Schema.nonNegative())
const Millis = Schema.Number.pipe(Schema.nonNegative())

export const SandboxOptions = Schema.Struct({
  port: described(Count, "port on 127.0.0.1; 0 takes a free one (the default)"),
  dataFiles: described(
    Schema.Array(Schema.String),
    "extended-JSON files to serve, one document a line; the file's name says its resource (cases.ndjson)",
  ),
  cases: described(Count, "cases to generate when no files are given (default 2000)"),
  seed: described(Schema.Int, "seed of everything random: the same seed, the same history (default 1)"),
  now: described(
    Schema.String,
    "day around which the portfolio is generated, as 2026-01-31 (the default) or an instant in ISO 8601",
  ),
  latency: described(Millis, "milliseconds before each answer (default 0)"),
  maxResults: described(Schema.Int.pipe(Schema.positive()), "largest page that is granted (default 100)"),
  defaultResults: described(Schema.Int.pipe(Schema.positive()), "page size when a client does not ask (default 25)"),
  apiCode: described(Schema.String, "api code that the key pair belongs to"),
  keyOut: described(
    Schema.String,
    "file that gets the private key and is kept; a temporary one, removed at the end, when left out",
  ),
  publicKeys: described(Schema.Array(Schema.String), "further public keys (PEM files) that may sign for the api code"),
})

export type SandboxOptions = typeof SandboxOptions.Type
