/** What people do with drafts: fill in the workbook, decide, approve, and take back. */
import { existsSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { decidingOf } from "@amili-cases/accounting/vouchers/decide/answers"
import { answersIn, approvedIn } from "@amili-cases/accounting/vouchers/decide/edited"
import { VoucherDecisions, type QuestionRow } from "@amili-cases/accounting/vouchers/journal/Decisions"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import { datasets } from "@amili-cases/accounting/datasets"
import * as Journal from "@amili-cases/accounting/Journal"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as XLSX from "@e965/xlsx"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either, Layer } from "effect"
import * as Layers from "../support/layers.ts"
import { day } from "./support/books.ts"
import * as World from "./support/world.ts"

const vouchersOf = (world: World.World) => world.alone(Effect.flatMap(Vouchers, (journal) => journal.all("default")))

const world = Effect.gen(function* () {
  const made = yield* World.make({ cases: 25, seed: 4, unkind: 1, now: "2026-02-20" })
  yield* made.alone(made.exportAll)
  return made
})

describe("a draft", () => {
  it.live("is approved and decided in its own workbook, as a spreadsheet program saves it", () =>
    Effect.gen(function* () {
      const made = yield* world
      const { files, questions, vouchers } = yield* made.draft("2026-02")
      const file = files.find((name) => name.endsWith(".xlsx")) ?? ""
      const book = XLSX.read(readFileSync(file))
      const [first] = vouchers
      const loss = questions.find(({ cause }) => cause === "loss")
      if (first === undefined || loss === undefined) throw new Error("nothing to decide")
      const write = (sheetName: string, number: string, text: string) => {
        const sheet = book.Sheets[sheetName]
        if (sheet === undefined) throw new Error(`no sheet ${sheetName}: ${book.SheetNames.join(", ")}`)
        const rows = XLSX.utils.sheet_to_json<ReadonlyArray<string>>(sheet, { header: 1 })
        const column = rows[0]?.indexOf("Decision") ?? -1
        const row = rows.findIndex((cells) => cells.includes(number))
        sheet[XLSX.utils.encode_cell({ r: row, c: column })] = { t: "s", v: text }
      }
      write("Draft vouchers", first.id, "ja")
      write("To decide", loss.id, "nej")
      const edited = join(made.out, "edited.xlsx")
      writeFileSync(edited, XLSX.write(book, { type: "buffer", bookType: "xlsx" }) as Buffer)
      expect(yield* made.alone(approvedIn(edited))).toEqual([first.id])
      const answers = yield* made.alone(answersIn(edited))
      expect(answers.map(({ number, text }) => [number, text])).toEqual([[loss.id, "nej"]])
      yield* made.approve([first.id])
      yield* made.decide(answers.map(({ number, text }) => [number, text]))
      expect((yield* vouchersOf(made)).find(({ id }) => id === first.id)?.state).toBe("approved")
      const next = yield* made.draft("2026-02")
      expect(next.questions.map(({ id }) => id)).not.toContain(loss.id)
      expect(next.vouchers.map(({ id }) => id)).not.toContain(first.id)
    }).pipe(Effect.scoped),
  )

  it.live("is refused with the row that says neither yes nor no", () =>
    Effect.gen(function* () {
      const made = yield* world
      const file = join(made.out, "edited.csv")
      const read = (text: string) => {
        writeFileSync(file, text)
        return Effect.flip(made.alone(approvedIn(file)))
      }
      expect((yield* read("number;decision\n0a1b;perhaps\n")).message).toBe(
        `${file}, line 2: "perhaps" is neither yes nor no`,
      )
      expect((yield* read("nummer;beslut\n0a1b;ja\n0a1b;nej\n")).message).toBe(
        `${file}: voucher 0a1b has both yes and no`,
      )
      writeFileSync(file, "PK\u0003\u0004 no workbook")
      expect((yield* Effect.flip(made.alone(approvedIn(file)))).message).toBe(`${file} is no workbook that can be read`)
    }).pipe(Effect.scoped),
  )
})

describe("a voucher", () => {
  it.live("is not emitted where its period was closed after it was approved, and can be withdrawn", () =>
    Effect.gen(function* () {
      const made = yield* world
      yield* made.draft("2026-02")
      yield* made.approve("all")
      const closed = World.companyIn({ closedThrough: day("2026-02-28") })
      const refused = yield* Effect.flip(made.emit(closed))
      expect(refused.message).toMatch(/^voucher [0-9a-f]{16} is of 2026-.*, and its period has been closed since/)
      const [first] = yield* vouchersOf(made)
      const { by } = yield* made.reverse(first?.id ?? "", false, closed)
      expect(by).toBe(undefined)
      const { vouchers } = yield* made.draft("2026-03", closed)
      expect(vouchers.some(({ date, shares }) => date === "2026-03-01" && shares.length > 0)).toBe(true)
    }).pipe(Effect.scoped),
  )

  it.live("is not emitted where the receiver would refuse it", () =>
    Effect.gen(function* () {
      const made = yield* world
      yield* made.draft("2026-02")
      yield* made.approve("all")
      const books = World.companyIn({ series: "I", name: "", receiver: "fortnox" })
      const refused = yield* Effect.either(made.emit(books))
      expect(Either.isLeft(refused)).toBe(true)
      expect((yield* vouchersOf(made)).some(({ state }) => state === "emitted")).toBe(false)
      expect(existsSync(join(made.out, "vouchers-000001-2026-02-20-manifest.json"))).toBe(false)
    }).pipe(Effect.scoped),
  )

  it.live("is known again when the journal is made again from its files, with who approved it", () =>
    Effect.gen(function* () {
      const made = yield* world
      yield* made.draft("2026-02")
      yield* made.approve("all")
      yield* made.emit()
      const known = Effect.zip(
        Effect.flatMap(Vouchers, (journal) => journal.all("default")),
        Effect.flatMap(VoucherDecisions, (decisions) => decisions.all("default")),
      )
      const before = yield* made.alone(known)
      const journal = Journal.layer({ _tag: "File", path: join(made.out, "again.db") })
      const services = Layer.provideMerge(Layer.merge(journal, Folder.Default), Layers.platform)
      const after = yield* Rebuild.run(datasets, "default", made.out).pipe(
        Effect.zipRight(known),
        Effect.provide(services),
        Effect.withClock(made.clock),
      )
      expect(after).toEqual(before)
      expect(before[0].length).toBeGreaterThan(10)
    }).pipe(Effect.scoped),
  )
})

describe("an answer", () => {
  const question = (cause: QuestionRow["cause"], kind: QuestionRow["kind"] = "line"): QuestionRow => ({
    id: "0a1b",
    kind,
    source_id: "l1",
    event: 0,
    cause,
    why: "",
    creditor_id: null,
    case_id: null,
    invoice: null,
    amount: null,
    currency: null,
  })

  it.each([
    ["loss", "Ja", { what: "loss", value: "yes" }],
    ["vat_rate", "25 %", { what: "vat", value: "25" }],
    ["currency", "11,2345 Riksbanken 5 november", { what: "rate", value: "11.2345", basis: "Riksbanken 5 november" }],
  ] as const)("to %s is taken: %s", (cause, text, deciding) => {
    expect(Either.getOrThrow(decidingOf(question(cause), text))).toMatchObject(deciding)
  })

  it.each([
    ["loss", "kanske", "answer yes or no"],
    ["vat_rate", "24", "answer a VAT rate"],
    ["currency", "11.2345", "answer the rate and where it comes from"],
    ["currency", "0 Riksbanken", "answer the rate and where it comes from"],
    ["category", "1510", "add what is missing to the account map"],
  ] as const)("to %s is refused: %s", (cause, text, hint) => {
    expect(Either.getLeft(decidingOf(question(cause), text))).toMatchObject({ value: expect.stringContaining(hint) })
  })
})
