/** Where to connect and as whom, as variables and profiles say it. */
import * as Config from "effect/Config"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"

/** The variables that every command reads, for documentation and completions. */
export const variables = {
  AMILI_BASE_URL: "the API, such as https://api-sandbox.amili.se",
  AMILI_API_CODE: "the code that came with the registration of your public key",
  AMILI_PRIVATE_KEY_FILE: "file with the private key (PEM)",
  AMILI_PRIVATE_KEY: "the private key itself (PEM), instead of a file",
  AMILI_ACCESS_TOKEN: "a ready access token, instead of code and key",
  AMILI_TOKEN_NAMES: "fields that may hold the access token in the answer to a login, with commas between",
} as const

type Variable = keyof typeof variables

export interface Connection {
  readonly baseUrl: Option.Option<string>
  readonly apiCode: Option.Option<Redacted.Redacted>
  readonly privateKeyFile: Option.Option<string>
  readonly privateKey: Option.Option<Redacted.Redacted>
  readonly accessToken: Option.Option<Redacted.Redacted>
  /** The fields of the answer to a login that may hold the access token; the usual ones where none is named. */
  readonly tokenNames: Option.Option<ReadonlyArray<string>>
}

const text = (name: Variable) => Config.option(Config.map(Config.string(name), (value) => value.trim()))
const secret = (name: Variable) =>
  Config.option(Config.redacted(Config.map(Config.string(name), (value) => value.trim())))

const namesIn = (list: string): ReadonlyArray<string> => list.split(",").map((name) => name.trim())

export const config: Config.Config<Connection> = Config.all({
  baseUrl: text("AMILI_BASE_URL"),
  apiCode: secret("AMILI_API_CODE"),
  privateKeyFile: text("AMILI_PRIVATE_KEY_FILE"),
  privateKey: secret("AMILI_PRIVATE_KEY"),
  accessToken: secret("AMILI_ACCESS_TOKEN"),
  tokenNames: Config.map(text("AMILI_TOKEN_NAMES"), Option.map(namesIn)),
})

/** The variables that are still to be set; none where the connection is complete. */
export const missing = (connection: Connection): ReadonlyArray<Variable> => [
  ...lacking(connection.baseUrl, "AMILI_BASE_URL"),
  ...missingCredentials(connection),
]

/** The same of credentials alone: an access token, or an api code with a key. */
export const missingCredentials = (connection: Connection): ReadonlyArray<Variable> =>
  Option.isSome(connection.accessToken)
    ? []
    : [
        ...lacking(connection.apiCode, "AMILI_API_CODE"),
        ...(Option.isSome(connection.privateKey) ? [] : lacking(connection.privateKeyFile, "AMILI_PRIVATE_KEY_FILE")),
      ]

const lacking = (value: Option.Option<unknown>, name: Variable) => (Option.isSome(value) ? [] : [name])
