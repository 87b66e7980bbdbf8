import { readFileSync, writeFileSync } from "node:fs"
import * as Tables from "@amili-cases/accounting/vouchers/files/Tables"
import type { Column } from "@amili-cases/sheets/Column"
import { describe, expect, it } from "@effect/vitest"

const page = new URL("../../../../docs/export-format.md", import.meta.url)

const columns = (table: {
  readonly columns: ReadonlyArray<Pick<Column<never>, "about" | "header" | "key" | "kind">>
}) =>
  [
    ["key", "Swedish", "English", "kind", "what it holds"],
    ["---", "---", "---", "---", "---"],
    ...table.columns.map(({ about, header, key, kind }) => [`\`${key}\``, header.sv, header.en, kind, about]),
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n")

const sections: Readonly<Record<string, string>> = {
  vouchers: columns(Tables.postings),
  "voucher-accounts": columns(Tables.accounts),
  "voucher-questions": columns(Tables.questions),
}

describe("the documentation of the files of vouchers", () => {
  for (const [name, expected] of Object.entries(sections)) {
    it(`describes the columns of ${name} as they are`, () => {
      const text = readFileSync(page, "utf8")
      const marked = new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- end -->)`)
      const current = text.replace(marked, (_, begin: string, end: string) => `${begin}${expected}\n${end}`)
      expect(text).toMatch(marked)
      // To bring it up to date: UPDATE_DOCS=1 pnpm --filter @amili-cases/accounting test vouchers/documentation
      if (process.env["UPDATE_DOCS"] !== undefined) writeFileSync(page, current)
      expect(readFileSync(page, "utf8")).toBe(current)
    })
  }
})
