/** How to reach the API and how hard to try. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Either from "effect/Either"
import * as Layer from "effect/Layer"

/** The settings of a client, complete. */
export interface Settings {
  /** Such as `https://api-sandbox.amili.se`, without a slash at the end. */
  readonly baseUrl: string
  /** Requests in flight at once. */
  readonly concurrency: number
  /** For one request, from sending it to the last byte of the answer. */
  readonly attemptTimeout: Duration.Duration
  /** For one call with all its attempts and waits; waiting for a turn among `concurrency` does not count. */
  readonly totalTimeout: Duration.Duration
  /** Attempts after the first. */
  readonly retries: number
  /** Silence after a 429 for as long as no answer has shown the server's period; doubled while it is not enough. */
  readonly rateLimitPeriod: Duration.Duration
  /** Rows asked for at a time; the API grants 100 at most. */
  readonly pageSize: number
  /** The largest answer that is read, in bytes, as it comes and once it is decompressed. */
  readonly maxResponseBytes: number
  /** Put before ours in the User-Agent: the name and version of the application. */
  readonly userAgent: string | undefined
  /** Where the token may stand in the answer of the exchange; the first that is there wins. */
  readonly tokenNames: ReadonlyArray<string>
  /** When neither the answer nor the token says. */
  readonly defaultTokenLifetime: Duration.Duration
  /** Field of the legacy exchange's body that carries the api code. */
  readonly legacyFieldName: string
}

/** What an application chooses of the settings; the rest has defaults. */
export interface Options {
  /** Such as `https://api-sandbox.amili.se`; plain http only to this machine. */
  readonly baseUrl: string
  /** Requests in flight at once, from 1 to 1000; 6 by default. */
  readonly concurrency?: number | undefined
  /** For one request, to the last byte of the answer; 30 seconds by default. A number is milliseconds. */
  readonly attemptTimeout?: Duration.DurationInput | undefined
  /** For one call with all its attempts and waits; 10 minutes by default. A number is milliseconds. */
  readonly totalTimeout?: Duration.DurationInput | undefined
  /** Attempts after the first, from 0 to 100; 4 by default. */
  readonly retries?: number | undefined
  /**
   * Silence after a 429 as long as the server has not shown its period; 1 minute by default. A number is
   * milliseconds.
   */
  readonly rateLimitPeriod?: Duration.DurationInput | undefined
  /** Rows asked for at a time, from 1 to 100; 100 by default. */
  readonly pageSize?: number | undefined
  /** The largest answer that is read, in bytes; 64 MiB by default. */
  readonly maxResponseBytes?: number | undefined
  /** Put before ours in the User-Agent: the name and version of the application. */
  readonly userAgent?: string | undefined
  /** Fields in which the answer of the exchange may have the token; the first that is there wins. */
  readonly tokenNames?: ReadonlyArray<string> | undefined
  /** How long a token serves where nothing says; 10 minutes by default. A number is milliseconds. */
  readonly defaultTokenLifetime?: Duration.DurationInput | undefined
  /** Field of the legacy exchange that carries the api code; `api_code` by default. */
  readonly legacyFieldName?: string | undefined
}

/** A setting that cannot be used. */
export class InvalidConfig extends Data.TaggedError("InvalidConfig")<{
  readonly message: string
  /** The next step, if there is one. */
  readonly hint?: string | undefined
}> {}

/** Where the API is, and how it is asked: a port that the application fills, usually with `AmiliConfig.layer`. */
export class AmiliConfig extends Context.Tag("core/AmiliConfig")<AmiliConfig, Settings>() {
  /** Fills in the defaults; refuses what cannot work, and plain http to anywhere but this machine. */
  static readonly make = (options: Options): Either.Either<Settings, InvalidConfig> =>
    Either.gen(function* () {
      return {
        baseUrl: yield* baseUrl(options.baseUrl),
        concurrency: yield* whole("concurrency", options.concurrency ?? 6, 1, 1000),
        attemptTimeout: Duration.decode(options.attemptTimeout ?? "30 seconds"),
        totalTimeout: Duration.decode(options.totalTimeout ?? "10 minutes"),
        retries: yield* whole("retries", options.retries ?? 4, 0, 100),
        rateLimitPeriod: Duration.decode(options.rateLimitPeriod ?? "1 minute"),
        pageSize: yield* whole("pageSize", options.pageSize ?? 100, 1, 100),
        // More does not fit into one string of JavaScript.
        maxResponseBytes: yield* whole("maxResponseBytes", options.maxResponseBytes ?? 64 * 2 ** 20, 1, 512 * 10 ** 6),
        userAgent: options.userAgent,
        tokenNames: options.tokenNames ?? defaultTokenNames,
        defaultTokenLifetime: Duration.decode(options.defaultTokenLifetime ?? "10 minutes"),
        legacyFieldName: options.legacyFieldName ?? "api_code",
      }
    })

  static readonly layer = (options: Options): Layer.Layer<AmiliConfig, InvalidConfig> =>
    Layer.effect(this, this.make(options))
}

const defaultTokenNames = ["access_token", "accessToken", "token", "api_key", "apiKey", "_token", "jwt"]

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/

const baseUrl = (text: string): Either.Either<string, InvalidConfig> => {
  const refuse = (message: string, hint: string) => Either.left(new InvalidConfig({ message, hint }))
  if (!URL.canParse(text)) {
    return refuse(`the base URL is not a URL`, "write it like https://api-sandbox.amili.se")
  }
  const url = new URL(text)
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return refuse("the base URL has more than a host and a path", "write it like https://api-sandbox.amili.se")
  }
  if (url.protocol === "https:" || (url.protocol === "http:" && loopback.test(url.hostname))) {
    return Either.right(`${url.origin}${url.pathname.replace(/\/+$/, "")}`)
  }
  return refuse(
    `the base URL starts with ${url.protocol}//, which would show credentials to the network`,
    "use https; plain http works only to this machine itself (localhost)",
  )
}

const whole = (name: string, value: number, least: number, most: number): Either.Either<number, InvalidConfig> =>
  Number.isInteger(value) && value >= least && value <= most
    ? Either.right(value)
    : Either.left(new InvalidConfig({ message: `${name} must be a whole number from ${least} to ${most}` }))
