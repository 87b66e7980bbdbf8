/** What core's errors say in Swedish: core is for developers, and says it in English. */
import {
  type ApiError,
  InvalidKey,
  NotAuthenticated,
  NotFound,
  RequestRefused,
  UnexpectedAnswer,
  Unreachable,
} from "@amili-cases/core/ApiError"
import * as Match from "effect/Match"

interface Said {
  readonly message: string
  readonly hint?: string | undefined
}

type CoreError = ApiError | NotFound

/** None of any other error. */
export const inSwedish = (error: unknown): Said | undefined => (isOfCore(error) ? said(error) : undefined)

const isOfCore = (error: unknown): error is CoreError =>
  [InvalidKey, NotAuthenticated, NotFound, RequestRefused, UnexpectedAnswer, Unreachable].some(
    (kind) => error instanceof kind,
  )

const keys: Readonly<Record<InvalidKey["reason"], Said>> = {
  Unreadable: {
    message: "den privata nyckeln går inte att läsa",
    hint: "hämta filen på nytt; den ska vara en privat nyckel i PEM-format",
  },
  Encrypted: {
    message: "den privata nyckeln är skyddad med ett lösenord",
    hint: "ta bort lösenordet: openssl pkey -in key.pem -out utan-losenord.pem",
  },
  NotPrivate: {
    message: "filen innehåller ingen privat nyckel",
    hint: "ange filen med den privata nyckeln, inte den publika eller ett certifikat",
  },
  UnsupportedFormat: {
    message: "den privata nyckeln har ett format som inte stöds",
    hint: "gör om den: openssl pkcs8 -topk8 -nocrypt -in key.pem -out pkcs8.pem",
  },
  UnsupportedCurve: {
    message: "den privata nyckeln är av ett slag som inte stöds",
    hint: "gör en ny med amili auth keygen, och registrera dess publika nyckel hos Amili",
  },
  TooShort: {
    message: "den privata nyckeln är för kort",
    hint: "gör en ny med amili auth keygen, och registrera dess publika nyckel hos Amili",
  },
  WrongAlgorithm: {
    message: "den privata nyckeln passar inte den valda algoritmen",
    hint: "utelämna algoritmen: den följer av nyckeln",
  },
}

const said = Match.type<CoreError>().pipe(
  Match.tagsExhaustive({
    InvalidKey: ({ reason }): Said => keys[reason],
    NotAuthenticated: ({ status }): Said => ({
      message: `API:et godtar inte inloggningsuppgifterna${inBrackets(status)}`,
      hint: "kontrollera att api-koden hör till nyckeln, och att den publika nyckeln är registrerad hos Amili",
    }),
    NotFound: ({ path }): Said => ({
      message: `inget har det här id:t: ${path}`,
      hint: "kontrollera id:t, och att inloggningsuppgifterna får se det",
    }),
    RequestRefused: ({ sent, status }): Said => ({
      message: `API:et nekar frågan (${status}): ${sent}`,
      hint: "kontrollera adressen till API:et, och att inloggningsuppgifterna får läsa detta",
    }),
    UnexpectedAnswer: ({ message }): Said => ({
      message: `API:et gav ett oväntat svar: ${message}`,
      hint: "försök igen; händer det på nytt, rapportera det till Amili",
    }),
    Unreachable: ({ attempts, hint, message, status }): Said =>
      status === undefined
        ? {
            message: `API:et gick inte att nå (${attempts} försök): ${message}`,
            hint: `kontrollera nätverket och adressen, och försök igen${hint === undefined ? "" : ` (${hint})`}`,
          }
        : {
            message: `API:et svarade ${status} (${attempts} försök)`,
            hint:
              status === 429
                ? "vänta några minuter; andra program med samma uppgifter räknas också"
                : "försök igen senare",
          },
  }),
)

const inBrackets = (status: number | undefined) => (status === undefined ? "" : ` (${status})`)
