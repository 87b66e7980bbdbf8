import * as Kept from "@amili-cases/operations/profile/Kept"
import { describe, expect, it } from "vitest"

const answers = { out: "/exports", format: "csv", csv: "sv-excel", language: "sv", perCreditor: false }

describe("the kept settings of a profile", () => {
  it("take what is answered, and keep what nobody asked for", () => {
    const before = { ...answers, accounts: "/accounts.json", classes: "prescribed=loss", notify: "mail", by: "Eva" }
    expect(Kept.settingsOf({ ...answers, language: "en" }, before)).toEqual({ ...before, language: "en" })
    expect(Kept.settingsOf({ ...answers, by: "Bo", journal: "/journal.db" }, before)).toEqual({
      ...before,
      by: "Bo",
      journal: "/journal.db",
    })
  })

  it("name what would change", () => {
    expect(Kept.differences(answers, { ...answers, language: "en", by: "Eva" })).toEqual([
      { name: "language", before: "sv", after: "en" },
      { name: "by", before: undefined, after: "Eva" },
    ])
  })
})
