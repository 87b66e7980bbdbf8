import * as BankFiles from "@amili-cases/test-fixtures/finance/BankFiles"
import * as Camt from "@amili-cases/test-fixtures/finance/Camt"
import * as Simulation from "@amili-cases/test-fixtures/finance/Simulation"
import * as Statements from "@amili-cases/test-fixtures/finance/Statements"
import * as Truth from "@amili-cases/test-fixtures/finance/Truth"
import { describe, expect, it } from "vitest"

const day = 86_400_000
const from = Date.parse("2025-11-01T00:00:00Z")
const to = Date.parse("2026-02-28T00:00:00Z")
const simulation = Simulation.make({ cases: 80, seed: 1, from, unkind: 1 })
simulation.advance(to + day)
const { events } = simulation
const range = { from, to, at: to + day }

const values = (xml: string, tag: string) => [...xml.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, "g"))]
const ore = (text: string) => Math.round(Number(text) * 100)

describe("Statements", () => {
  it("add up: opening and rows make closing, and closing is the next day's opening", () => {
    const statements = Statements.make(events, range)
    const balances = new Map<string, number>()
    for (const { opening, closing, rows, iban } of statements) {
      expect(closing).toBe(rows.reduce((sum, { amount }) => sum + amount, opening))
      expect(opening).toBe(balances.get(iban) ?? opening)
      balances.set(iban, closing)
    }
    const shown = statements.flatMap(({ rows }) => rows.map(({ id }) => id))
    expect(shown.toSorted()).toEqual([...Truth.at(events, to + day).bank.keys()].toSorted())
  })

  it("begin in the middle with the balance of the day before", () => {
    const middle = from + 40 * day
    const whole = Statements.make(events, range).filter((statement) => statement.day >= middle)
    expect(Statements.make(events, { ...range, from: middle })).toEqual(whole)
  })

  it("are made when every row of their day is known", () => {
    const late = []
    for (let seed = 1; seed <= 40; seed++) {
      const simulation = Simulation.make({ cases: 150, seed, from, unkind: 1 })
      simulation.advance(to)
      for (const event of simulation.events)
        if (event._tag === "Bank" && event.at > event.after.day + Statements.madeAfter) late.push(event)
    }
    expect(late).toEqual([])
  })

  it("use their numbers again in the next year", () => {
    const later = Simulation.make({ cases: 5, seed: 1, from, unkind: 0 })
    later.advance(from + 401 * day)
    const ids = Statements.make(later.events, { ...range, to: from + 400 * day, at: from + 401 * day }).map(
      ({ id, iban }) => `${iban} ${id}`,
    )
    expect(new Set(ids).size).toBeLessThan(ids.length)
  })
})

describe("Camt", () => {
  it("writes every row once in each version, with amounts and directions", () => {
    const statements = Statements.make(events, range)
    const rows = statements.flatMap((statement) => statement.rows)
    for (const version of ["02", "08"] as const) {
      const xml = Camt.render(statements, { kind: "camt.053", version }) ?? ""
      expect(xml).toContain(`urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}`)
      expect(xml.split("<Cdtr>").length - 1).toBe(rows.filter(({ amount }) => amount < 0).length)
      const entries = [...xml.matchAll(/<Ntry><Amt Ccy="(...)">([\d.]+)<\/Amt><CdtDbtInd>(....)<\/CdtDbtInd>/g)]
      expect(
        entries.map(([, currency, amount = "", sign]) => [currency, sign === "DBIT" ? -ore(amount) : ore(amount)]),
      ).toEqual(rows.map(({ currency, amount }) => [currency, amount]))
    }
  })

  it("lists the payouts of a batch, which explain the entry and add nothing to it", () => {
    const xml = Camt.render(Statements.make(events, range), { kind: "camt.054", version: "08" }) ?? ""
    const batches = xml.split("<Ntry>").filter((entry) => entry.includes("<Btch>"))
    expect(batches.length).toBeGreaterThan(0)
    for (const batch of batches) {
      const [first, ...details] = values(batch, "Amt").map(([, amount = ""]) => ore(amount))
      expect(details.length).toBe(Number(values(batch, "NbOfTxs")[0]?.[1]))
      expect(details.reduce((sum, amount) => sum + amount, 0)).toBe(first)
    }
  })

  it("escapes what a creditor's name has in it", () => {
    const [statement] = Statements.make(events, { ...range, to: from + 5 * day })
    if (statement === undefined) throw new Error("no statement")
    const named = { ...statement, creditor: { ...statement.creditor, name: 'A & B <C> "D"' } }
    expect(Camt.render([named], { kind: "camt.053", version: "02" })).toContain(
      "<Nm>A &amp; B &lt;C&gt; &#34;D&#34;</Nm>",
    )
  })

  it("gives every account an IBAN that passes the check of its digits", () => {
    const ibans = new Set(Statements.make(events, range).map(({ iban }) => iban))
    expect(ibans.size).toBeGreaterThan(2)
    for (const iban of ibans) {
      const moved = iban.slice(4) + iban.slice(0, 4)
      const digits = moved.replaceAll(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
      expect(BigInt(digits) % 97n).toBe(1n)
    }
  })
})

describe("BankFiles", () => {
  it("overlap: rows come again in the next week's file and in the statements", () => {
    const files = BankFiles.make(events, { ...range, version: "08" })
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length)
    const weeks = files.filter(({ name }) => name.startsWith("camt.054"))
    const references = weeks.map(({ content }) => values(content, "AcctSvcrRef").map(([, reference]) => reference))
    const repeated = references.flat().length - new Set(references.flat()).size
    expect(repeated).toBeGreaterThan(0)
    const all = new Set(values(files.at(-1)?.content ?? "", "AcctSvcrRef").map(([, reference]) => reference))
    expect(references.flat().filter((reference) => !all.has(reference))).toEqual([])
  })

  it("are none where the bank has nothing to say", () => {
    expect(BankFiles.make(events, { from, to: from + day, at: from, version: "08" })).toEqual([])
    const sunday = Date.parse("2026-01-11T00:00:00Z")
    expect(BankFiles.make(events, { from: sunday, to: sunday, at: to, version: "08" })).toEqual([])
  })

  it("holds only the accounts of the creditor that was asked for", () => {
    const [creditor] = [...Truth.at(events, to).cases.values()].map((one) => one.creditor.id.hex)
    if (creditor === undefined) throw new Error("no case")
    for (const { creditor: owner } of Statements.make(events, { ...range, creditor }))
      expect(owner.id.hex).toBe(creditor)
  })
})
