/** The options of the sandbox, each with the flag and the sentence that a command line shows for it. */
import * as Schema from "effect/Schema"
import * as Faults from "./Faults.ts"

/** How an option is given on a command line; those in the plural may be repeated. */
export type Kind = "flag" | "whole" | "number" | "text" | "wholes" | "texts"

/** An option as a flag of the command line, with the text of its help. */
export interface Flag {
  /** Its name in `Options`. */
  readonly option: keyof SandboxOptions
  /** Such as `--shuffle-ties`. */
  readonly flag: string
  /** What is given with it. */
  readonly kind: Kind
  /** The sentence of the help. */
  readonly description: string
}

const Count = Schema.Int.pipe(Schema.nonNegative())
const Positive = Schema.Int.pipe(Schema.positive())
const Share = Schema.Number.pipe(Schema.between(0, 1))
const Texts = Schema.Array(Schema.String)
const Shape = Schema.Literal("access_token", "token", "expires_at", "string")

const optional = <A, I, R>(schema: Schema.Schema<A, I, R>) => Schema.optionalWith(schema, { exact: true })

/** The options of a sandbox that can be given on a command line too; `flags` says what each one does. */
export const SandboxOptions = Schema.Struct({
  /** Port on 127.0.0.1; 0, the default, takes a free one. */
  port: optional(Count),
  /** Files of extended JSON, one document a line; the name of each says its resource (`cases.ndjson`). */
  dataFiles: optional(Texts),
  /** Cases to make up when no file is given (default 2000). */
  cases: optional(Count),
  /** Seed of everything random: the same seed, the same history (default 1). */
  seed: optional(Schema.Int),
  /** Day on which the made-up history ends, or an instant in ISO 8601 (default 2026-01-31; with `months`, today). */
  now: optional(Schema.String),
  /** Share of made-up cases with an unknown reason, no close date or an explicit null (default 0). */
  oddities: optional(Share),
  /** Months of simulated history with payouts and bank statements; it continues with the clock. */
  months: optional(Positive),
  /** Day on which the simulated history begins, in place of `months`. */
  since: optional(Schema.String),
  /** How often something unusual happens to simulated money, from 0 (default) to 1. */
  unkind: optional(Share),
  /**
   * Folder that keeps a simulated portfolio: started again with it, the same history goes on, with the same ids and
   * key.
   */
  folder: optional(Schema.String),
  /** Milliseconds before each answer (default 0). */
  latency: optional(Schema.NonNegative),
  /** Largest page that is granted (default 100); of several, each request gets one at random. */
  maxResults: optional(Schema.Array(Positive)),
  /** Page size when a client does not ask (default 25). */
  defaultResults: optional(Positive),
  /** Api code that the key pair belongs to (default sandbox). */
  apiCode: optional(Schema.String),
  /** New file for the private key, which is kept (default: a temporary one, removed at the end). */
  keyOut: optional(Schema.String),
  /** PEM files of further public keys that may sign for the api code. */
  publicKeys: optional(Texts),
  /** How the exchange answers: access_token (default), token, expires_at or string. */
  tokenShape: optional(Shape),
  /** Seconds that an access token is good for (default 3600). */
  tokenLifetime: optional(Positive),
  /** Answer rows that the sort leaves tied in another order each time. */
  shuffleTies: optional(Schema.Boolean),
  /** Changes of cases before each request, on average: closings, reopenings, new cases (default 0). */
  drift: optional(Schema.NonNegative),
  /** Days that a drifting closing is dated back at most (default 5). */
  backDate: optional(Schema.NonNegative),
  /** What goes wrong, as `KIND=PROBABILITY[@PATH]`; the kinds are those of `Faults.kinds`. */
  faults: optional(Texts),
  /** Milliseconds that the fault 'delay' takes (default 1000). */
  faultDelay: optional(Schema.NonNegative),
  /** GET requests that are answered before 429 (default: no limit). */
  rateLimit: optional(Positive),
  /** Seconds of silence that reset the rate limit (default 60). */
  ratePeriod: optional(Positive),
  /** Seconds that the count outlives its period (default 10, as in Eve). */
  rateGrace: optional(Count),
  /** Lists do not say how many results there are. */
  noTotals: optional(Schema.Boolean),
  /** Lists carry _links. */
  links: optional(Schema.Boolean),
  /** Fields that may be filtered on; 400 for any other (default: all may). */
  allowedFilters: optional(Texts),
  /** Refuse every operator in a filter, as a server with filter validation does. */
  validateFilters: optional(Schema.Boolean),
  /** Milliseconds that the Date header is ahead of the server's clock (default 0). */
  skew: optional(Schema.Number),
})

export type SandboxOptions = typeof SandboxOptions.Type

const described: {
  readonly [Option in keyof SandboxOptions]-?: readonly [flag: string, kind: Kind, description: string]
} = {
  port: ["port", "whole", "port on 127.0.0.1; 0 takes a free one (default 0)"],
  dataFiles: [
    "data",
    "texts",
    "extended-JSON file to serve, one document a line; its name says its resource (cases.ndjson)",
  ],
  cases: ["cases", "whole", "cases to make up when no file is given (default 2000)"],
  seed: ["seed", "whole", "seed of everything random: the same seed, the same history (default 1)"],
  now: [
    "now",
    "text",
    "day on which the made-up history ends (default 2026-01-31; with --months, today), or an instant in ISO 8601",
  ],
  oddities: [
    "oddities",
    "number",
    "share of made-up cases with an unknown reason, no close date or an explicit null (default 0)",
  ],
  months: [
    "months",
    "whole",
    "months of simulated history with payouts and bank statements; it continues with the clock",
  ],
  since: ["since", "text", "day on which the simulated history begins, in place of --months"],
  unkind: ["unkind", "number", "how often something unusual happens to simulated money, from 0 (default) to 1"],
  folder: [
    "folder",
    "text",
    "folder that keeps a simulated portfolio: started again with it, the same history goes on, with the same ids and key",
  ],
  latency: ["latency", "number", "milliseconds before each answer (default 0)"],
  maxResults: [
    "max-results",
    "wholes",
    "largest page that is granted (default 100); of several, each request gets one at random",
  ],
  defaultResults: ["default-results", "whole", "page size when a client does not ask (default 25)"],
  apiCode: ["api-code", "text", "api code that the key pair belongs to (default sandbox)"],
  keyOut: [
    "key-out",
    "text",
    "new file for the private key, which is kept (default: a temporary one, removed at the end)",
  ],
  publicKeys: ["public-key", "texts", "PEM file of a further public key that may sign for the api code"],
  tokenShape: ["token-shape", "text", "how the exchange answers: access_token (default), token, expires_at or string"],
  tokenLifetime: ["token-lifetime", "whole", "seconds that an access token is good for (default 3600)"],
  shuffleTies: ["shuffle-ties", "flag", "answer rows that the sort leaves tied in another order each time"],
  drift: [
    "drift",
    "number",
    "changes of cases before each request, on average: closings, reopenings, new cases (default 0)",
  ],
  backDate: ["back-date", "number", "days that a drifting closing is dated back at most (default 5)"],
  faults: [
    "fault",
    "texts",
    `what goes wrong, as KIND=PROBABILITY[@PATH]; kinds: ${Object.keys(Faults.kinds).join(", ")}`,
  ],
  faultDelay: ["fault-delay", "number", "milliseconds that the fault 'delay' takes (default 1000)"],
  rateLimit: ["rate-limit", "whole", "GET requests that are answered before 429 (default: no limit)"],
  ratePeriod: ["rate-period", "whole", "seconds of silence that reset the rate limit (default 60)"],
  rateGrace: ["rate-grace", "whole", "seconds that the count outlives its period (default 10, as in Eve)"],
  noTotals: ["no-totals", "flag", "lists do not say how many results there are"],
  links: ["links", "flag", "lists carry _links"],
  allowedFilters: ["allowed-filter", "texts", "field that may be filtered on; 400 for any other (default: all may)"],
  validateFilters: [
    "validate-filters",
    "flag",
    "refuse every operator in a filter, as a server with filter validation does",
  ],
  skew: ["skew", "number", "milliseconds that the Date header is ahead of the server's clock (default 0)"],
}

const isOption = (name: string): name is keyof SandboxOptions => name in described

/** Every option as a flag, in the order in which help shows them. */
export const flags: ReadonlyArray<Flag> = Object.keys(described)
  .filter(isOption)
  .map((option) => {
    const [flag, kind, description] = described[option]
    return { option, flag: `--${flag}`, kind, description }
  })

/** Options from the values of flags, by option name; `Left` says what does not fit. */
export const decode = Schema.decodeUnknownEither(SandboxOptions)
