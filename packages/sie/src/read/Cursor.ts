/**
 * The fields of one record, taken one after another. A field that is missing or wrong is remembered as the record's failure,
 * and a value stands in for it, so that a reader of records needs no branches: whoever reads the record asks `failure` first
 * and then throws the values away.
 */
import * as Option from "effect/Option"
import * as Amount from "../model/Amount.ts"
import * as CalendarDate from "../model/CalendarDate.ts"
import type { ObjectNumber } from "../model/Dimension.ts"
import type { Field } from "../model/Field.ts"
import type { Token } from "../text/fields.ts"
import { excerpt } from "./Finding.ts"

/** What was read although it is not as it should be. */
export interface Remark {
  readonly code: "amount" | "date" | "field"
  readonly message: string
  readonly hint: string
}

export interface Cursor {
  /** The text of the next field, which may be `""`. */
  readonly text: () => string
  /** The next field, which may be missing or `""`. */
  readonly optionalText: () => string | undefined
  /** The next field, which must not be `""`. */
  readonly nonEmpty: () => string
  /** The text of the next field, or of all that are left where none stands in quotation marks, as in `#FNAMN Bolaget AB`. */
  readonly looseText: () => string
  /** The same, which must not be `""`. */
  readonly looseName: () => string
  /** The next field, which is one of these. */
  readonly literal: <A extends string>(allowed: readonly [A, ...ReadonlyArray<A>]) => A
  readonly integer: () => number
  readonly date: () => CalendarDate.CalendarDate
  readonly optionalDate: () => CalendarDate.CalendarDate | undefined
  readonly month: () => CalendarDate.Month
  readonly amount: () => Amount.Amount
  readonly optionalAmount: () => Amount.Amount | undefined
  readonly objects: () => ReadonlyArray<ObjectNumber>
  /** The fields that are left. */
  readonly extra: () => ReadonlyArray<Field> | undefined
  /** Why the record cannot be used, in words. */
  readonly failure: () => string | undefined
  readonly remarks: () => ReadonlyArray<Remark>
}

const epoch = CalendarDate.CalendarDate.make("1970-01-01")
const january = CalendarDate.Month.make("1970-01")

export const make = (tokens: ReadonlyArray<Token>): Cursor => {
  const fields = tokens.map(({ field }) => field)
  let at = 0
  let failure: string | undefined
  const remarks: Array<Remark> = []

  const fail = (why: string) => {
    failure ??= why
  }
  const next = (): string | undefined => {
    const field = fields[at++]
    if (field === undefined || typeof field === "string") return field
    fail(`field ${at} is a list in braces`)
    return ""
  }
  const text = (): string => {
    const field = next()
    if (field === undefined) fail(`field ${at} is missing`)
    return field ?? ""
  }
  const optionalText = () => next() || undefined
  const nonEmpty = (): string => {
    const field = text()
    if (field === "") fail(`field ${at} is empty`)
    return field
  }

  const looseText = (): string => {
    const left = tokens.slice(at)
    if (left.length < 2 || left.some(({ field, quoted }) => quoted || typeof field !== "string")) return text()
    at = fields.length
    remarks.push({
      code: "field",
      message: "a text with blanks stands without quotation marks",
      hint: 'Write " before and after it.',
    })
    return left.map(({ field }) => field).join(" ")
  }

  const looseName = (): string => {
    const name = looseText()
    if (name === "") fail(`field ${at} is empty`)
    return name
  }

  const literal = <A extends string>(allowed: readonly [A, ...ReadonlyArray<A>]): A => {
    const field = text()
    const found = allowed.find((value) => value === field)
    if (found === undefined) fail(`${excerpt(field)} is none of ${allowed.join(", ")}`)
    return found ?? allowed[0]
  }

  const integer = (): number => {
    const field = text()
    if (!/^[+-]?\d{1,9}$/.test(field)) fail(`${excerpt(field)} is not a whole number`)
    return Number.parseInt(field, 10)
  }

  const dateOf = (field: string): CalendarDate.CalendarDate | undefined => {
    const date = Option.getOrUndefined(CalendarDate.parse(field))
    if (date !== undefined && field.length !== 8)
      remarks.push({ code: "date", message: `the date ${field} has hyphens`, hint: "Write 20261130." })
    return date
  }
  const date = () => {
    const field = text()
    const found = dateOf(field)
    if (found === undefined) fail(`${excerpt(field)} is not a date`)
    return found ?? epoch
  }
  const optionalDate = () => {
    const field = optionalText()
    const found = field === undefined ? undefined : dateOf(field)
    if (field !== undefined && found === undefined) fail(`${excerpt(field)} is not a date`)
    return found
  }
  const month = () => {
    const field = text()
    const found = CalendarDate.parseMonth(field)
    if (Option.isNone(found)) fail(`${excerpt(field)} is not a month`)
    return Option.getOrElse(found, () => january)
  }

  const amountOf = (field: string): Amount.Amount => {
    const found = Amount.parse(field)
    if (Option.isSome(found)) return found.value
    const repaired = Amount.parse(field.replace(/^\+/, "").replace(",", "."))
    if (Option.isNone(repaired)) fail(`${excerpt(field)} is not an amount`)
    else
      remarks.push({
        code: "amount",
        message: `the amount ${field} is not written as SIE writes amounts`,
        hint: "Write a decimal point, no decimal comma, and no plus sign.",
      })
    return Option.getOrElse(repaired, () => Amount.zero)
  }
  const amount = () => amountOf(text())
  const optionalAmount = () => {
    const field = optionalText()
    return field === undefined ? undefined : amountOf(field)
  }

  const objects = (): ReadonlyArray<ObjectNumber> => {
    const list = fields[at]
    if (list === undefined || typeof list === "string") {
      remarks.push({
        code: "field",
        message: `the list of objects is missing before field ${at + 1}`,
        hint: "Write {} where there is no object.",
      })
      return []
    }
    at++
    if (list.length % 2 === 1)
      remarks.push({
        code: "field",
        message: `dimension ${excerpt(list.at(-1) ?? "")} has no object`,
        hint: "Write pairs of a dimension and an object.",
      })
    return Array.from({ length: Math.ceil(list.length / 2) }, (_, pair) => ({
      dimension: list[2 * pair] ?? "",
      number: list[2 * pair + 1] ?? "",
    }))
  }

  const extra = () => {
    const left = fields.slice(at)
    return left.length === 0 ? undefined : left
  }

  return {
    text,
    optionalText,
    nonEmpty,
    looseText,
    looseName,
    literal,
    integer,
    date,
    optionalDate,
    month,
    amount,
    optionalAmount,
    objects,
    extra,
    failure: () => failure,
    remarks: () => remarks,
  }
}
