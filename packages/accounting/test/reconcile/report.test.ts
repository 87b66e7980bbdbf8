import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { headlineOf } from "@amili-cases/accounting/reconcile/files/headline"
import * as Report from "@amili-cases/accounting/reconcile/files/report/Report"
import type { Summary } from "@amili-cases/accounting/reconcile/stand/Summary"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Struct } from "effect"
import { nasty } from "../../../sheets/test/support/nasty.ts"
import { inFolder } from "../../../sheets/test/support/files.ts"
import { provenance } from "../files/rows.ts"
import { parse, shown } from "../support/page.ts"
import { dataHash } from "./book.ts"
import * as Stand from "./stand.ts"

const render = (summary: Summary, language: "sv" | "en" = "sv") =>
  Report.render({ summary, language, dataHash, provenance, base: "reconcile-000007-2026-12-01" })

const everywhere = (text: string): Summary => {
  const { cases, summary } = Stand.make({ cases: 60 })
  const [first] = cases
  if (first === undefined) throw new Error("no case")
  const worst = {
    ...first,
    caseId: text,
    creditor: text,
    invoiceNumber: text,
    reference: text,
    currency: text,
    closedOn: text,
  }
  const named = { group: text, label: text, currency: text, cases: 1, claimed: 100n, recovered: 50n }
  return {
    ...summary,
    currencies: [text],
    controls: summary.controls.map((control) => ({
      ...control,
      sides: control.sides.map((side) => ({ ...side, currency: text })),
      sv: text,
      en: text,
    })),
    funnel: summary.funnel.map((funnel) => ({ ...funnel, currency: text })),
    ageing: summary.ageing.map((age) => ({ ...age, currency: text })),
    trend: summary.trend.map((month) => ({ ...month, currency: text, month: text })),
    byReason: [named],
    byCreditor: [named, { ...named, group: `${text} 2` }],
    largestWaiting: [worst],
    decisions: [{ cause: text, count: 3 }],
    bankFiles: [{ name: text, sha256: text, entries: 1 }],
  }
}

describe("the report of a month", () => {
  it.effect("has the same bytes whenever it is written, and a name with number and month", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const { summary } = Stand.make({ currencies: ["SEK", "NOK"] })
        const first = yield* render(summary)
        yield* render(Stand.make().summary)
        const target = {
          base: "reconcile-000007-2026-12-01",
          staged: (name: string) => join(folder, name),
          workbook: { language: "sv", provenance },
        } as const
        const { name, written } = yield* Report.write(target, { summary, dataHash })
        expect(name).toBe("reconcile-000007-2026-12-01-report-2026-11.html")
        const bytes = readFileSync(join(folder, name))
        expect(bytes.toString("utf8")).toBe(first)
        expect(written).toMatchObject({
          bytes: bytes.length,
          sha256: createHash("sha256").update(bytes).digest("hex"),
        })
      }),
    ),
  )

  it.effect(
    "shows hostile text as text, wherever it stands",
    () =>
      Effect.gen(function* () {
        const clean = parse(yield* render(Stand.make({ cases: 60 }).summary))
        const hostile = [
          "</style><script>alert(1)</script>",
          `" onload="alert(1)`,
          "<img src=x>",
          "]]>",
          "javascript:alert(1)",
        ]
        const some = nasty.filter((text) => text.length < 1000)
        // Twenty texts at a time: a report each would take half a minute.
        const texts = Array.from({ length: Math.ceil(some.length / 20) }, (_, at) =>
          some.slice(at * 20, at * 20 + 20).join(" "),
        )
        for (const text of [...hostile, ...texts]) {
          const page = parse(yield* render(everywhere(text)))
          expect([...page.elements].filter((name) => !clean.elements.has(name))).toEqual([])
          expect([...page.attributes].filter((name) => !clean.attributes.has(name))).toEqual([])
          expect(page.foreign.filter((own) => own === shown(text)).length).toBeGreaterThanOrEqual(6)
        }
        for (const forbidden of ["script", "img", "link", "iframe", "a", "object"])
          expect(clean.elements).not.toContain(forbidden)
        expect([...clean.attributes].filter((name) => /^(on|style$|href|src)/.test(name))).toEqual([])
      }),
    60_000,
  )

  it.effect("allows one stylesheet by its hash, and nothing else", () =>
    Effect.gen(function* () {
      const page = yield* render(Stand.make().summary)
      const [, style = ""] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? []
      const hash = createHash("sha256").update(style).digest("base64")
      expect(page).toContain(
        `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
      )
      expect(page.match(/<style/g)).toHaveLength(1)
    }),
  )

  it.effect("says first whether all balances", () =>
    Effect.gen(function* () {
      const fails = Stand.make().summary
      const balances = Stand.make({ balances: true }).summary
      const person = { ...balances, decisions: [{ cause: "orphan", count: 1234 }] }
      expect(headlineOf(balances, "en")).toBe("All balances.")
      expect(headlineOf(person, "sv")).toBe("Kontrollerna stämmer; 1\u00a0234 saker kräver en person.")
      expect(headlineOf(fails, "en")).toBe("C1 does not balance.")
      for (const summary of [fails, balances, person]) {
        const { text } = parse(yield* render(summary, "en"))
        expect(text).toContain(headlineOf(summary, "en"))
      }
    }),
  )

  it.effect("shows amounts that no double holds to the last öre", () =>
    Effect.gen(function* () {
      const { summary } = Stand.make()
      const sides = [{ currency: "SEK", left: 123_456_789_012_345_678n, right: 123_456_789_012_345_677n }]
      const { text } = parse(
        yield* render({ ...summary, controls: [{ id: "C1", outcome: "fails", sides, sv: "", en: "" }] }),
      )
      expect(text).toContain("1\u00a0234\u00a0567\u00a0890\u00a0123\u00a0456,78")
      expect(text).toContain("0,01\u00a0SEK")
    }),
  )

  it.effect("shows the creditor's own currency first, and what a decision is about", () =>
    Effect.gen(function* () {
      const { summary } = Stand.make()
      const sides = ["EUR", "", "SEK"].map((currency) => ({ currency, left: 100n, right: 100n }))
      const controls = [{ id: "C1", outcome: "holds", sides, sv: "", en: "" }] as const
      const decisions = [{ cause: "missing", count: 2 }]
      const { text } = parse(yield* render({ ...summary, currencies: ["SEK", "EUR"], controls, decisions }))
      expect(text.indexOf("1,00\u00a0SEK")).toBeLessThan(text.indexOf("1,00\u00a0EUR"))
      expect(text).toContain("2 st utbetalning saknas på banken")
    }),
  )

  it.effect("draws nothing where there is nothing to see, and still has every table", () =>
    Effect.gen(function* () {
      const { summary } = Stand.make({ cases: 0 })
      const empty = { ...summary, currencies: ["SEK"], trend: [] }
      const { elements, text } = parse(yield* render(empty))
      expect(elements).not.toContain("svg")
      for (const said of ["0-7 dagar", "över 60 dagar", "Inget väntar.", "Inga ärenden avslutades i månaden."])
        expect(text).toContain(said)
    }),
  )

  it.effect("shows no number of new cases where open cases were not counted after the month", () =>
    Effect.gen(function* () {
      const { summary } = Stand.make()
      const trend = summary.trend.map(Struct.omit("newCases"))
      expect(yield* render(summary)).toMatch(/2025-12<\/th><td class="number">\d+</)
      expect(yield* render({ ...summary, trend })).toMatch(/2025-12<\/th><td class="number">–</)
    }),
  )

  it.effect("knows nothing of what was recovered before payouts have been read", () =>
    Effect.gen(function* () {
      const { summary } = Stand.make()
      const before = parse(yield* render({ ...summary, basis: { closed: 41 } })).text
      expect(before).toContain("Återvunnet och andel visas när utbetalningar har hämtats")
      expect(before).not.toMatch(/\d,\d\u00a0%/)
      expect(parse(yield* render(summary)).text).toMatch(/\d,\d\u00a0%/)
    }),
  )
})
