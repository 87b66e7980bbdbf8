/** Amounts, numbers and times as pages show them. */
import { amountText, countText } from "@amili-cases/accounting/reconcile/files/headline"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Money from "@amili-cases/core/Money"
import type { Language } from "@amili-cases/sheets/Column"
import * as BigDecimal from "effect/BigDecimal"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"

/** `12 300` or `12,300`; what is no whole number has one decimal. */
export const count = (value: number, language: Language): string =>
  Number.isInteger(value) ? countText(value, language) : value.toLocaleString(language, { maximumFractionDigits: 1 })

/** `1 234,50 SEK`. */
export const amount = (
  value: BigDecimal.BigDecimal | undefined,
  currency: string | undefined,
  language: Language,
): string | undefined =>
  value === undefined ? undefined : [amountText(Money.toMinor(value), language), currency ?? ""].join(" ").trimEnd()

/** The same of an amount as programs write it, such as `1234.50`; what is no amount stays as it is. */
export const decimal = (text: string, language: Language): string =>
  text === ""
    ? ""
    : Option.match(BigDecimal.fromString(text), {
        onNone: () => text,
        onSome: (value) => amountText(Money.toMinor(value), language),
      })

/** `2026-11-30 14:05`, in Stockholm. */
export const time = (at: DateTime.Utc): string => `${CalendarDay.of(at)} ${CalendarDay.clockOf(at)}`

/** The same of milliseconds. */
export const instant = (millis: number): string => time(DateTime.unsafeMake(millis))

/** The same of an instant in ISO 8601, such as the journal has it; another text stays as it is. */
export const iso = (text: string): string => {
  const at = DateTime.make(text)
  return at._tag === "None" ? text : time(DateTime.toUtc(at.value))
}

/** The day, in Stockholm. */
export const day = (at: DateTime.Utc | undefined): string | undefined =>
  at === undefined ? undefined : CalendarDay.of(at)

/** `56 s`, `12 min`, `2 h 5 min`. */
export const duration = (seconds: number): string => {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
