import { readFileSync, writeFileSync } from "node:fs"
import { reconcileOutput } from "@amili-cases/accounting/reconcile/files/ReconcileOutput"
import * as States from "@amili-cases/accounting/reconcile/stand/states"
import { describe, expect, it } from "@effect/vitest"

const page = new URL("../../../../docs/export-format.md", import.meta.url)

const rows = ({ table }: { readonly table: { readonly columns: ReadonlyArray<Described> } }) =>
  [
    ["key", "Swedish", "English", "kind", "what it holds"],
    ["---", "---", "---", "---", "---"],
    ...table.columns.map(({ about, header, key, kind }) => [`\`${key}\``, header.sv, header.en, kind, about]),
  ]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n")

interface Described {
  readonly about: string
  readonly header: { readonly sv: string; readonly en: string }
  readonly key: string
  readonly kind: string
}

describe("the documentation of reconciliation", () => {
  for (const [name, table] of Object.entries(reconcileOutput.tables)) {
    it(`describes the columns of ${name} as they are`, () => {
      const text = readFileSync(page, "utf8")
      const marked = new RegExp(`(<!-- stand-${name} -->\\n)[\\s\\S]*?(<!-- end -->)`)
      const current = text.replace(marked, (_, begin: string, end: string) => `${begin}${rows(table)}\n${end}`)
      expect(text).toMatch(marked)
      // To bring it up to date: UPDATE_DOCS=1 pnpm --filter @amili-cases/accounting test reconcile/documentation
      if (process.env["UPDATE_DOCS"] !== undefined) writeFileSync(page, current)
      expect(readFileSync(page, "utf8")).toBe(current)
    })
  }

  const { BankState, CaseState, LineState, MatchedBy, PayoutState } = States
  it.each([BankState, CaseState, LineState, MatchedBy, PayoutState].flatMap(({ literals }) => [...literals]))(
    "says what %s is",
    (state) => expect(readFileSync(page, "utf8")).toContain(`\n| \`${state}\` |`),
  )
})
