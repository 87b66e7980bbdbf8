import { readFileSync, writeFileSync } from "node:fs"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { describe, expect, it } from "@effect/vitest"
import type { Column } from "@amili-cases/sheets/Column"
import * as CsvProfile from "@amili-cases/sheets/csv/CsvProfile"
import * as Tables from "@amili-cases/accounting/cases/Tables"

const page = new URL("../../../../docs/export-format.md", import.meta.url)

const table = (headers: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>) =>
  [headers, headers.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n")

const columns = (dataset: {
  readonly columns: ReadonlyArray<Pick<Column<never>, "about" | "header" | "key" | "kind" | "personal">>
}) =>
  table(
    ["key", "Swedish", "English", "kind", "what it holds"],
    dataset.columns.map(({ about, header, key, kind, personal }) => [
      `\`${key}\``,
      header.sv,
      header.en,
      kind,
      personal === true ? `${about}. Only with \`--debtor\`` : about,
    ]),
  )

const sections: Readonly<Record<string, string>> = {
  open: columns(Tables.open),
  closed: columns(Tables.closed),
  corrections: columns(Tables.corrections),
  quarantine: columns(Tables.quarantine),
  profiles: table(
    ["profile", "delimiter", "decimal mark", "encoding", "headers", "apostrophe before"],
    CsvProfile.profiles.map((profile) => [
      `\`${profile.name}\``,
      `\`${profile.delimiter}\``,
      `\`${profile.decimalMark}\``,
      profile.encoding,
      profile.headers,
      profile.guard === "formulas" ? "what would be run" : "what would be run or changed",
    ]),
  ),
  classes: table(
    ["class", "close reasons", "what accounting does next", "på svenska"],
    SettlementClass.all.map((name) => [
      `\`${name}\``,
      CloseReason.known
        .filter((reason) => SettlementClass.of(reason) === name)
        .map((reason) => `\`${reason}\``)
        .join(", ") || "any other, or none",
      SettlementClass.describe(name),
      SettlementClass.describe(name, "sv"),
    ]),
  ),
}

describe("the documentation of the export format", () => {
  for (const [name, expected] of Object.entries(sections)) {
    it(`describes ${name} as they are`, () => {
      const text = readFileSync(page, "utf8")
      const marked = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`)
      const current = text.replace(marked, (_, begin: string, end: string) => `${begin}${expected}\n${end}`)
      expect(text).toMatch(marked)
      // To bring it up to date: UPDATE_DOCS=1 pnpm --filter @amili-cases/accounting test documentation
      if (process.env["UPDATE_DOCS"] !== undefined) writeFileSync(page, current)
      expect(readFileSync(page, "utf8")).toBe(current)
    })
  }
})
