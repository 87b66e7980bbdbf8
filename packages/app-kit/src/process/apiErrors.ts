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

const said = (error: CoreError): Said => {
  switch (error._tag) {
    case "InvalidKey":
      return keys[error.reason]
    case "NotAuthenticated":
      return {
        message: `API:et godtar inte inloggningsuppgifterna${inBrackets(error.status)}`,
        hint: "kontrollera att api-koden hör till nyckeln, och att den publika nyckeln är registrerad hos Amili",
      }
    case "NotFound":
      return {
        message: `inget har det här id:t: ${error.path}`,
        hint: "kontrollera id:t, och att inloggningsuppgifterna får se det",
      }
    case "RequestRefused":
      return {
        message: `API:et nekar frågan (${error.status}): ${error.sent}`,
        hint: "kontrollera adressen till API:et, och att inloggningsuppgifterna får läsa detta",
      }
    case "UnexpectedAnswer":
      return {
        message: `API:et gav ett oväntat svar: ${error.message}`,
        hint: "försök igen; händer det på nytt, rapportera det till Amili",
      }
    case "Unreachable":
      return unreachable(error)
  }
}

const unreachable = ({ attempts, hint, message, status }: Unreachable): Said => {
  if (status === undefined)
    return {
      message: `API:et gick inte att nå (${attempts} försök): ${message}`,
      hint: `kontrollera nätverket och adressen, och försök igen${hint === undefined ? "" : ` (${hint})`}`,
    }
  return {
    message: `API:et svarade ${status} (${attempts} försök)`,
    hint: status === 429 ? "vänta några minuter; andra program med samma uppgifter räknas också" : "försök igen senare",
  }
}

const inBrackets = (status: number | undefined) => (status === undefined ? "" : ` (${status})`)
