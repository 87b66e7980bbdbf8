/** One case for a person to read: what it is, where it stands, what that means, and how it came there. */
import * as Amount from "@amili-cases/app-kit/terminal/Amount"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import { harmless } from "@amili-cases/app-kit/terminal/Table"
import { wrap } from "@amili-cases/app-kit/terminal/Wrap"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { link } from "@amili-cases/core/Case"
import type { Case } from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as Money from "@amili-cases/core/Money"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Arr from "effect/Array"
import * as DateTime from "effect/DateTime"
import * as Order from "effect/Order"
import type * as BigDecimal from "effect/BigDecimal"

/** The lines, without a line feed at the end of the last. */
export const render = (found: Case, screen: Screen.Screen): string => {
  const title = Screen.bold(screen, `Case ${found.id}`)
  const facts: ReadonlyArray<Fact> = [
    ["Invoice", join(found.debt?.invoiceNumber, dated("of", found.debt?.invoiceDate))],
    ["Reference", found.referenceNumber],
    ["Creditor", found.creditorName ?? found.creditorId],
    ["Debtor", found.debtorName || found.debtorIdNumber ? commas(found.debtorName, found.debtorIdNumber) : undefined],
    ["State", commas(meaning(found.state, CaseState.describe), dated("since", found.latestStateDate))],
    ["Status", meaning(found.status, CaseStatus.describe)],
    [
      "Closed",
      found.closed &&
        commas(day(found.closed.date) ?? "without a date", meaning(found.closed.reason, CloseReason.describe)),
    ],
    ["Settlement", found.closed && meaning(SettlementClass.of(found.closed.reason), describeClass)],
    ["Remaining", amount(found.remainingCapital, found.currency, "capital")],
    ["Costs", amount(found.localRemainingCosts, found.currency)],
    ["Interest", amount(found.localRemainingInterest, found.currency)],
    ["Claimed", amount(found.debt?.capitalToClaim, found.currency, "capital")],
    ["History", timeline(found)],
    ["Link", link(found.id)],
  ]
  const lines = facts.flatMap(([name, value]) => {
    if (value === undefined || value === "") return []
    // A link is no use in two pieces.
    if (name === "Link" && value.length > screen.columns - indent)
      return [`  ${Screen.dim(screen, name)}`, `  ${value}`]
    const [first = "", ...rest] = value
      .split("\n")
      .map(harmless)
      .flatMap((line) => fit(line, screen.columns - indent))
    return [`  ${Screen.dim(screen, name.padEnd(12))}${first}`].concat(
      rest.map((line) => `${" ".repeat(indent)}${line}`),
    )
  })
  return [title, ...lines].join("\n")
}

const indent = 14

/** Broken between words where it is too long; a line that fits keeps its columns. */
const fit = (line: string, width: number) => (line.length <= width ? [line] : wrap(line, width))

type Fact = readonly [name: string, value: string | undefined]

/** States in the order of their dates, one a line; the API does not promise that order. */
const timeline = ({ stateHistory = [] }: Case) =>
  Arr.sort(stateHistory, byDate)
    .map((entry) => `${day(entry.date) ?? "no date   "}  ${entry.state ?? "no state"}`)
    .join("\n")

const byDate = Order.mapInput(Order.number, ({ date }: { readonly date?: DateTime.Utc }) =>
  date === undefined ? Infinity : DateTime.toEpochMillis(date),
)

/** `debt_collection: In active debt collection`; a text that nobody has described stands alone. */
const meaning = <A extends string>(value: A | undefined, describe: (value: A) => string) => {
  if (value === undefined) return undefined
  const description = describe(value)
  return description === value ? value : `${value}: ${description}`
}

const describeClass = (settlementClass: SettlementClass.SettlementClass) => SettlementClass.describe(settlementClass)

const amount = (value: BigDecimal.BigDecimal | undefined, currency: string | undefined, what?: string) =>
  value === undefined ? undefined : join(Amount.grouped(Money.format(value)), currency, what)

const day = (instant: DateTime.Utc | undefined) => (instant === undefined ? undefined : CalendarDay.of(instant))
const dated = (word: string, instant: DateTime.Utc | undefined) => instant && `${word} ${CalendarDay.of(instant)}`
const commas = (...parts: ReadonlyArray<string | undefined>) => parts.filter((part) => part !== undefined).join(", ")
const join = (...parts: ReadonlyArray<string | undefined>) =>
  parts.filter((part) => part !== undefined && part !== "").join(" ")
