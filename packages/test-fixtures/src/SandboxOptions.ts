/** The options of the sandbox, each with the sentence that a command line shows for it. */
import { Schema } from "effect"
import * as Faults from "./Faults.ts"

const described = <A, I, R>(schema: Schema.Schema<A, I, R>, description: string) =>
  Schema.optionalWith(schema.annotations({ description }), { exact: true })

const Count = Schema.Int.pipe(Schema.nonNegative())
const Positive = Schema.Int.pipe(Schema.positive())
const Share = Schema.Number.pipe(Schema.between(0, 1))
const Texts = Schema.Array(Schema.String)

export const SandboxOptions = Schema.Struct({
  port: described(Count, "port on 127.0.0.1; 0 takes a free one (the default)"),
  dataFiles: described(
    Texts,
    "extended-JSON files to serve, one document a line; the file's name says its resource (cases.ndjson)",
  ),
  cases: described(Count, "cases to generate when no files are given (default 2000)"),
  seed: described(Schema.Int, "seed of everything random: the same seed, the same history (default 1)"),
  now: described(
    Schema.String,
    "day on which the generated history ends, as 2026-01-31 (the default), or an instant in ISO 8601",
  ),
  oddities: described(
    Share,
    "share of generated cases with an unknown reason, no close date or an explicit closed: null (default 0)",
  ),
  latency: described(Schema.NonNegative, "milliseconds before each answer (default 0)"),
  maxResults: described(
    Schema.Array(Positive),
    "largest page that is granted (default 100); of several, each request gets one at random",
  ),
  defaultResults: described(Positive, "page size when a client does not ask (default 25)"),
  apiCode: described(Schema.String, "api code that the key pair belongs to (default sandbox)"),
  keyOut: described(
    Schema.String,
    "file that gets the private key and is kept; a temporary one, removed at the end, when left out",
  ),
  publicKeys: described(Texts, "further public keys (PEM files) that may sign for the api code"),
  tokenShape: described(
    Schema.Literal("access_token", "token", "expires_at", "string"),
    "how the exchange answers (default access_token)",
  ),
  tokenLifetime: described(Positive, "seconds that an access token is good for (default 3600)"),
  shuffleTies: described(Schema.Boolean, "answer rows that the sort leaves tied in another order each time"),
  drift: described(
    Schema.NonNegative,
    "changes of cases before each request, on average: closings, reopenings, insertions... (default 0)",
  ),
  backDate: described(Schema.NonNegative, "days that a drifting closing is dated back at most (default 5)"),
  faults: described(
    Texts,
    `what goes wrong, as KIND=PROBABILITY[@PATH]; kinds: ${Object.keys(Faults.kinds).join(", ")}`,
  ),
  faultDelay: described(Schema.NonNegative, "milliseconds by which the fault delay is late (default 1000)"),
  rateLimit: described(Positive, "GET requests that are answered before 429; unlimited when left out"),
  ratePeriod: described(Positive, "seconds of silence that reset the rate limit (default 60)"),
  rateGrace: described(Count, "seconds that the count outlives its period (default 10, as in Eve)"),
  noTotals: described(Schema.Boolean, "lists do not say how many results there are"),
  links: described(Schema.Boolean, "lists carry _links"),
  allowedFilters: described(Texts, "fields that may be filtered on; 400 for any other"),
  validateFilters: described(
    Schema.Boolean,
    "refuse every operator in a filter, as a server with filter validation does",
  ),
  skew: described(Schema.Number, "milliseconds that the Date header is ahead of the server's clock (default 0)"),
})

export type SandboxOptions = typeof SandboxOptions.Type
