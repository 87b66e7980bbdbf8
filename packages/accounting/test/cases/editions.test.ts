import { describe, expect, it } from "@effect/vitest"
import { inLanguage } from "@amili-cases/sheets/Column"
import type { CorrectionRow } from "@amili-cases/accounting/cases/Row"
import * as Tables from "@amili-cases/accounting/cases/Tables"

const reopened: CorrectionRow = { caseId: "0".repeat(24), change: "reopened", corrects: 1 }

const changeOf = (edition: 1 | 2 | 3, language: "sv" | "key") =>
  Tables.ofEdition(Tables.corrections, edition).columns.flatMap((column) => {
    const said = inLanguage(column, language)
    return said.key === "change" && said.kind === "enum" ? [said.value(reopened)] : []
  })

describe("a table of an earlier edition", () => {
  it("has the columns of its time, at the same places", () => {
    const keys = ([1, 2, 3] as const).map((edition) =>
      Tables.ofEdition(Tables.corrections, edition).columns.map(({ key }) => key),
    )
    expect(keys[0]).not.toContain("previous_currency")
    expect(keys[1]?.at(-1)).toBe("link")
    expect(keys[2]?.slice(0, keys[1]?.length)).toEqual(keys[1])
    expect(keys[2]).toEqual(Tables.corrections.columns.map(({ key }) => key))
  })

  it("says in Swedish what it said then, and the same keys to programs", () => {
    expect([changeOf(2, "sv"), changeOf(3, "sv")]).toEqual([["öppnat igen"], ["återöppnat"]])
    expect([changeOf(2, "key"), changeOf(3, "key")]).toEqual([["reopened"], ["reopened"]])
  })
})
