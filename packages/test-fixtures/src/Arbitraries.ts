/** Arbitrary cases and portfolios for property tests: whatever the API may answer, nasty names and amounts included. */
import { type Case, type CaseWire } from "@amili-cases/core/Case"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as FastCheck from "effect/FastCheck"
import * as Dates from "./Dates.ts"
import * as Fixtures from "./Fixtures.ts"

const { constantFrom, date, double, integer, oneof, option, record, stringMatching, uniqueArray } = FastCheck

/** 24 lower-case hex digits. */
export const objectId: FastCheck.Arbitrary<string> = stringMatching(/^[0-9a-f]{24}$/)

/** A date of this century as the API writes it. */
export const timestamp: FastCheck.Arbitrary<string> = date({
  min: new Date("2001-01-01T00:00:00Z"),
  max: new Date("2099-12-31T23:59:59Z"),
  noInvalidDate: true,
}).map(Dates.format)

/** Amounts as they come: whole, with cents, tiny, huge, negative zero, and the sums that floats get wrong. */
export const amount: FastCheck.Arbitrary<number> = oneof(
  integer({ min: 0, max: 10_000_000 }).map((cents) => cents / 100),
  integer({ min: -1000, max: 100_000 }),
  constantFrom(0, 0.1 + 0.2, 1e-7, 1_000_000_000, 33.333333333333336, -0.01),
  double({ min: -1e6, max: 1e9, noNaN: true }),
)

/** Text that spreadsheets, terminals and encodings stumble over. */
export const name: FastCheck.Arbitrary<string> = oneof(
  constantFrom(
    "Åsa Öberg",
    '=HYPERLINK("http://x.invalid")',
    "O'Brien; DROP",
    "李小龙",
    "Zoë 👩‍👩‍👧",
    "\tTab AB",
    "-1+2",
    "Smörgås & Co <AB>",
    "line\nbreak",
  ),
  FastCheck.string({ maxLength: 40 }),
)

/** The states that core knows, and words that it does not know. */
export const state: FastCheck.Arbitrary<string> = oneof(
  constantFrom<string>(...CaseState.known),
  stringMatching(/^[a-z_]{3,12}$/),
)

/** The close reasons that core knows, and words that it does not know. */
export const reason: FastCheck.Arbitrary<string> = oneof(
  constantFrom<string>(...CloseReason.known),
  stringMatching(/^[A-Za-z_]{3,12}$/),
)

const closing: FastCheck.Arbitrary<NonNullable<CaseWire["closed"]>> = record(
  { close_date: timestamp, reason },
  { requiredKeys: [] },
)

/** A case as the API answers it: open, closed, closed without a date or a reason, or explicitly null. */
export const wire: FastCheck.Arbitrary<CaseWire> = record({
  _id: objectId,
  _created: timestamp,
  _updated: timestamp,
  creditor: objectId,
  creditor_name: name,
  customer_name: name,
  currency: constantFrom("SEK", "NOK", "EUR"),
  reference_number: stringMatching(/^\d{4,12}$/),
  state,
  status: state.map((text) => `${text}_active`),
  total_remaining_capital_amount: option(amount, { nil: null }),
  closed: option(closing, { nil: null }),
})

/** A decoded case. */
export const aCase: FastCheck.Arbitrary<Case> = wire.map((value) => Fixtures.fromWire(value))

/** Cases with ids of their own. */
export const portfolio: FastCheck.Arbitrary<ReadonlyArray<Case>> = uniqueArray(aCase, {
  selector: ({ id }) => id,
  maxLength: 40,
})
