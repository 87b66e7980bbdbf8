import { isDocument, ObjectId, toNumber, type Document, type Value } from "@amili-cases/test-fixtures/Document"
import * as Generator from "@amili-cases/test-fixtures/Generator"
import * as PythonJson from "@amili-cases/test-fixtures/PythonJson"
import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"

const bytes = (seed: number) =>
  Object.values(Generator.portfolio({ cases: 200, seed, oddities: 0.1 })).flatMap((source) =>
    Generator.documents(source).map((document) => PythonJson.stringify(document)),
  )
const hash = (lines: ReadonlyArray<string>) => createHash("sha256").update(lines.join("\n")).digest("hex")
const closedOf = ({ closed }: Document): Document | undefined => (isDocument(closed) ? closed : undefined)

const hexOf = (value: Value | undefined) => (value instanceof ObjectId ? value.hex : "")

describe("Generator", () => {
  it("makes the same bytes from the same seed, and others from another", () => {
    expect(hash(bytes(1))).toBe(hash(bytes(1)))
    expect(hash(bytes(1))).not.toBe(hash(bytes(2)))
  })

  const portfolio = Generator.portfolio({ cases: 2000, seed: 1 })
  const cases = Generator.documents(portfolio.cases)

  it("makes ids that tell cases apart and are not in the order of insertion", () => {
    const ids = cases.map((_, row) => portfolio.cases.id(row))
    expect(new Set(ids).size).toBe(2000)
    expect(ids).not.toEqual(ids.toSorted())
  })

  it("closes most cases, many in the second of a nightly job, with milliseconds", () => {
    const dates = cases.flatMap((document) => {
      const date = closedOf(document)?.["close_date"]
      return date instanceof Date ? [date] : []
    })
    expect(dates.length).toBeGreaterThan(1000)
    expect(dates.length).toBeLessThan(1800)
    expect(dates.filter((date) => date.getUTCHours() === 2 && date.getUTCMinutes() === 0).length).toBeGreaterThan(200)
    expect(dates.filter((date) => date.getUTCMilliseconds() !== 0).length).toBeGreaterThan(1000)
  })

  it("leaves nothing to pay on a paid case, and everything on a lost one", () => {
    const left = (reason: string) =>
      cases
        .filter((document) => closedOf(document)?.["reason"] === reason)
        .map((document) => toNumber(document["total_remaining_capital_amount"]) ?? -1)
    expect(new Set(left("fully_paid"))).toEqual(new Set([0]))
    expect(Math.min(...left("written_off"))).toBeGreaterThan(0)
  })

  it("pays out what was paid: the lines of a payout add up to it", () => {
    const lines = Generator.documents(portfolio["finance--payout-specifications"])
    const payouts = Generator.documents(portfolio["finance--payouts"])
    const cents = (value: Document) => Math.round((toNumber(value["amount"]) ?? 0) * 100)
    const sums = new Map<string, number>()
    for (const line of lines) {
      const key = hexOf(line["payout"])
      sums.set(key, (sums.get(key) ?? 0) + cents(line))
    }
    expect(payouts.length).toBeGreaterThan(100)
    for (const payout of payouts) expect(sums.get(hexOf(payout["_id"]))).toBe(cents(payout))
  })

  it("makes oddities on request: unknown reasons, closings without a date, explicit nulls", () => {
    const odd = Generator.documents(Generator.portfolio({ cases: 400, seed: 2, oddities: 0.5 }).cases)
    expect(odd.some(({ closed }) => closed === null)).toBe(true)
    expect(
      odd.some((document) => closedOf(document) !== undefined && closedOf(document)?.["close_date"] === undefined),
    ).toBe(true)
    expect(odd.some((document) => closedOf(document)?.["reason"] === "prescribed")).toBe(true)
  })
})
