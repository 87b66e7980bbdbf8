import { FastCheck as fc, Schema } from "effect"
import { describe, expect, it } from "vitest"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"

const text = (known: ReadonlyArray<string>) => fc.oneof(fc.constantFrom(...known), fc.string())

const roundTrip =
  <A>(schema: Schema.Schema<A, string>) =>
  (text: string): string =>
    Schema.encodeSync(schema)(Schema.decodeSync(schema)(text))

describe.each([
  ["CaseState", roundTrip(CaseState.CaseState), CaseState],
  ["CaseStatus", roundTrip(CaseStatus.CaseStatus), CaseStatus],
  ["CloseReason", roundTrip(CloseReason.CloseReason), CloseReason],
])("%s", (_, roundTrip, { describe: say, isKnown, known }) => {
  it("keeps any text through a round trip, and tells known from unknown", () =>
    fc.assert(
      fc.property(text(known), (value) => {
        expect(roundTrip(value)).toBe(value)
        expect(isKnown(value)).toBe(known.some((one) => one === value))
      }),
    ))

  it("tells apart what only looks alike", () => expect(isKnown("FULLY_PAID") || isKnown("Reminder")).toBe(false))

  it("describes each known value in both languages, and an unknown one by itself", () => {
    for (const value of known) {
      expect(say(value)).not.toBe(value)
      expect(say(value, "sv")).not.toBe(say(value, "en"))
    }
    expect(say("prescribed", "sv")).toBe("prescribed")
    expect(say("toString")).toBe("toString")
  })
})

describe("CloseReason.outcome", () => {
  it("follows the guide's two groups", () => {
    const outcomes = CloseReason.known.map(CloseReason.outcome)
    expect(outcomes.filter((outcome) => outcome === "paid")).toHaveLength(5)
    expect(outcomes.filter((outcome) => outcome === "unpaid")).toHaveLength(10)
    expect(CloseReason.outcome("capital_paid_to_creditor")).toBe("paid")
    expect(CloseReason.outcome("dispute")).toBe("unpaid")
  })

  it.each(["FULLY_PAID", "prescribed", "", undefined])("puts %j in neither", (reason) =>
    expect(CloseReason.outcome(reason)).toBe("unknown"),
  )
})

describe("SettlementClass.of", () => {
  it.each([
    ["fully_paid", "payout_expected"],
    ["fully_paid_before_reminder", "payout_expected"],
    ["fully_paid_before_debt_collection", "payout_expected"],
    ["fully_paid_depreciation", "payout_with_residual"],
    ["capital_paid_to_creditor", "paid_direct"],
    ["bankruptcy", "loss"],
    ["debt_restructuring", "loss"],
    ["deceased", "loss_to_confirm"],
    ["written_off", "loss_to_confirm"],
    ["dispute", "credit_or_cancel"],
    ["credit", "credit_or_cancel"],
    ["cancellation", "credit_or_cancel"],
    ["recalled", "returned"],
    ["resubmit_invoice", "moved"],
    ["migrated", "moved"],
    ["prescribed", "unclassified"],
    ["constructor", "unclassified"],
    [undefined, "unclassified"],
  ])("classes %s as %s", (reason, expected) => expect(SettlementClass.of(reason)).toBe(expected))

  it("lets a configuration class a reason otherwise, known or not", () => {
    const overrides = { prescribed: "loss", deceased: "loss" } as const
    expect(SettlementClass.of("prescribed", overrides)).toBe("loss")
    expect(SettlementClass.of("deceased", overrides)).toBe("loss")
    expect(SettlementClass.of("recalled", overrides)).toBe("returned")
    expect(SettlementClass.of("toString", overrides)).toBe("unclassified")
  })

  it("describes every class in both languages", () => {
    const texts = SettlementClass.all.flatMap((one) => [
      SettlementClass.describe(one),
      SettlementClass.describe(one, "sv"),
    ])
    expect(new Set(texts).size).toBe(2 * SettlementClass.all.length)
  })
})
