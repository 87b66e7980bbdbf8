/** Values of camt messages: amounts, days, directions and accounts. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import type * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Account } from "../Account.ts"
import { type BankFileError, refuse } from "../BankFileError.ts"
import type { Direction } from "../Entry.ts"
import { all, first, word, type XmlElement } from "../xml/XmlElement.ts"

export const invalid = (element: XmlElement, file: string, problem: string): BankFileError =>
  refuse({ file, line: element.line }, problem, "ask the bank for a file that follows the standard")

/** The word, or a refusal that names what is missing. */
export const required = (
  element: XmlElement,
  file: string,
  ...path: ReadonlyArray<string>
): Effect.Effect<string, BankFileError> =>
  Effect.mapError(Effect.fromNullable(word(element, ...path)), () =>
    invalid(element, file, `${element.name} has no ${path.join("/")}`),
  )

export interface Amount {
  readonly amount: BigDecimal.BigDecimal
  readonly currency: string
}

/** `<Amt Ccy="SEK">1200.50</Amt>`, exact: digits and a point only, at most 18 digits by the standard. */
export const amountOf = (element: XmlElement, file: string): Effect.Effect<Amount, BankFileError> =>
  Effect.gen(function* () {
    const text = element.text.trim()
    const amount = /^\d{1,18}(\.\d{1,17})?$/.test(text) ? Money.parse(text) : Option.none()
    const currency = element.attributes["Ccy"]
    if (Option.isNone(amount)) return yield* invalid(element, file, `${element.name} is no amount such as 1200.50`)
    if (currency === undefined || !/^[A-Z]{3}$/.test(currency))
      return yield* invalid(element, file, `${element.name} has no currency`)
    return { amount: amount.value, currency }
  })

/** Undefined where the element is missing. */
export const directionOf = (element: XmlElement, file: string): Effect.Effect<Direction | undefined, BankFileError> =>
  Effect.gen(function* () {
    switch (word(element, "CdtDbtInd")) {
      case undefined:
        return undefined
      case "CRDT":
        return "credit"
      case "DBIT":
        return "debit"
      default:
        return yield* invalid(element, file, "CdtDbtInd is neither CRDT nor DBIT")
    }
  })

/** A day as `Dt` or `DtTm` below the element, or as its own text; undefined where there is none. */
export const dayOf = (
  element: XmlElement | undefined,
  file: string,
): Effect.Effect<CalendarDay.CalendarDay | undefined, BankFileError> =>
  Effect.gen(function* () {
    const text = element && (word(element, "Dt") ?? word(element, "DtTm") ?? word(element))
    if (element === undefined || text === undefined) return undefined
    return yield* Effect.mapError(dayOfText(text), () => invalid(element, file, `${element.name} is no date`))
  })

/** A time with an offset is an instant, and its day is that of Stockholm; a time without one is the bank's own. */
const dayOfText = (text: string): Option.Option<CalendarDay.CalendarDay> =>
  /T.*(Z|[+-]\d{2}:\d{2})$/.test(text)
    ? Option.map(DateTime.make(text), (instant) => CalendarDay.of(DateTime.toUtc(instant)))
    : CalendarDay.parse(text.slice(0, 10))

/** `Id` below an account element: an IBAN, else a number with the scheme that the bank names (`BBAN`, `BGNR`). */
export const accountOf = (element: XmlElement | undefined): Account | undefined => {
  if (element === undefined) return undefined
  const iban = word(element, "Id", "IBAN")
  if (iban !== undefined) return { scheme: "IBAN", number: iban }
  const number = word(element, "Id", "Othr", "Id")
  if (number === undefined) return undefined
  const scheme = first(element, "Id", "Othr", "SchmeNm")
  return { scheme: scheme && (word(scheme, "Cd") ?? word(scheme, "Prtry")), number }
}

/** What banks write where there is no reference. */
const noReferences = new Set(["NOTPROVIDED", "NOT PROVIDED", "NONREF"])

/** The words on the path that are references. */
export const referencesOf = (element: XmlElement, ...path: ReadonlyArray<string>): ReadonlyArray<string> =>
  all(element, ...path)
    .map(({ text }) => text.trim())
    .filter((text) => text !== "" && !noReferences.has(text.toUpperCase()))
