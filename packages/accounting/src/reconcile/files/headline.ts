/** What a reader of the workbook or the report must know first. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Language } from "@amili-cases/sheets/Column"
import * as decimal from "@amili-cases/sheets/numbers/decimal"
import * as DateTime from "effect/DateTime"
import * as Option from "effect/Option"
import type { Control, Summary } from "../stand/Summary.ts"
import { causeOf } from "./words/causes.ts"
import { controlTitles } from "./words/controls.ts"
import { word } from "./workbook/words.ts"

export type Verdict = "balances" | "needs_person" | "fails"

/** A control that fails weighs more than what waits for a person. */
export const verdictOf = ({ controls, decisions }: Pick<Summary, "controls" | "decisions">): Verdict => {
  if (controls.some(({ outcome }) => outcome === "fails")) return "fails"
  return decisions.some(({ count }) => count > 0) ? "needs_person" : "balances"
}

const failing = ({ controls }: Pick<Summary, "controls">) => controls.filter(({ outcome }) => outcome === "fails")

export const headlineOf = (summary: Summary, language: Language): string => {
  const open = summary.decisions.reduce((sum, { count }) => sum + count, 0)
  const shown = countText(open, language)
  const failed = failing(summary).map(({ id }) => id)
  switch (verdictOf(summary)) {
    case "balances":
      return language === "sv" ? "Allt stämmer." : "All balances."
    case "needs_person":
      return language === "sv"
        ? `Kontrollerna stämmer; ${shown} ${open === 1 ? "sak" : "saker"} kräver en person.`
        : `The controls hold; ${shown} ${open === 1 ? "thing needs" : "things need"} a person.`
    case "fails":
      return language === "sv"
        ? `Stämmer inte: ${failed.join(", ")}.`
        : `${failed.join(", ")} ${failed.length === 1 ? "does" : "do"} not balance.`
  }
}

/** What does not balance, by how much, and what waits for a person: a line each. */
export const alertsOf = (summary: Summary, language: Language): ReadonlyArray<string> => [
  ...failing(summary).map((control) => {
    const title = `${control.id} ${controlTitles[control.id][language]}`
    const amounts = differencesOf(control, language)
    return amounts === "" ? title : `${title}: ${word("difference", language).toLowerCase()} ${amounts}`
  }),
  ...summary.decisions
    .filter(({ count }) => count > 0)
    .map(
      ({ cause, count }) =>
        `${countText(count, language)} ${language === "sv" ? "st" : "x"} ${causeOf(cause, language)}`,
    ),
]

export const differencesOf = ({ sides }: Control, language: Language): string =>
  sides
    .filter(({ left, right }) => left !== right)
    .map(({ currency, left, right }) =>
      currency === "" ? countText(left - right, language) : `${amountText(left - right, language)} ${currency}`,
    )
    .join(", ")

/** `1 234,50` in Swedish, `1,234.50` in English; the separator of thousands breaks no line. */
export const amountText = (minor: bigint, language: Language): string => {
  const [whole = "", cents = ""] = decimal.format(minor, ".").split(".")
  return grouped(whole, language) + (language === "sv" ? "," : ".") + cents
}

/** `1 234` in Swedish, `1,234` in English. */
export const countText = (count: bigint | number, language: Language): string => grouped(String(count), language)

const grouped = (digits: string, language: Language): string =>
  digits.replace(/\B(?=(\d{3})+$)/g, language === "sv" ? "\u00a0" : ",")

/** Days, when it was known, and whether it may still change. */
export const subtitleOf = ({ asOf, final, from, to }: Summary, language: Language): string =>
  [
    `${from} - ${to}`,
    `${word("asOf", language).toLowerCase()} ${moment(asOf)}`,
    word(final ? "final" : "preliminary", language).toLowerCase(),
  ].join(" · ")

/** In Swedish time. */
const moment = (iso: string): string =>
  Option.match(DateTime.make(iso), {
    onNone: () => iso,
    onSome: (instant) => {
      const utc = DateTime.toUtc(instant)
      return `${CalendarDay.of(utc)} ${CalendarDay.clockOf(utc)}`
    },
  })
