import { createHash } from "node:crypto"
import { readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect, FastCheck as fc } from "effect"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import Papa from "papaparse"
import { openCsv } from "@amili-cases/sheets/csv/Csv"
import { type CsvProfile, rfc4180, svExcel, windows1252 } from "@amili-cases/sheets/csv/CsvProfile"
import type { Table } from "@amili-cases/sheets/Column"
import { nasty } from "../support/nasty.ts"
import { failing, inFolder, texts } from "../support/files.ts"
import { order, orders } from "../support/orders.ts"

const write = <R>(dataset: Table<R>, rows: ReadonlyArray<R>, profile: CsvProfile, folder: string, name = "file.csv") =>
  Effect.gen(function* () {
    const path = join(folder, name)
    const csv = yield* openCsv(path, dataset, { profile, personal: false })
    yield* csv.write(rows)
    const written = yield* csv.end
    return { ...written, content: readFileSync(path) }
  })

const parse = (content: Buffer, delimiter: string) =>
  Papa.parse<ReadonlyArray<string>>(content.toString("utf8"), {
    delimiter,
    newline: "\r\n",
    skipEmptyLines: false,
  }).data.slice(0, -1)

/** The inverse that the documentation promises. */
const unguard = (field: string | undefined) => (field?.startsWith("'") === true ? field.slice(1) : field)

/** What a spreadsheet would take for the beginning of a formula. */
const RUN = /^[\s\u200b\u202e\ufeff]*[=+\-@\t\r\0＝＋－＠﹦−]/

const wellFormed = (text: string) => Buffer.from(text).toString()

describe("a CSV file", () => {
  it.effect("opens right in a Swedish Excel", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const { content } = yield* write(orders, [order(1)], svExcel, folder)
        expect(content.toString("utf8")).toBe(
          "\ufeffOrdernummer;Kund;Valuta;Skickad;Kollin;Pris;Länk\r\n" +
            "'000000000000000000000001;Åkeri & Söner <AB>;SEK;2025-03-30;79;-37,66;https://shop.example/orders?number=1&lang=sv\r\n",
        )
      }),
    ),
  )

  it.effect("leaves numbers and dates that are text alone in the profile for programs", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const { content } = yield* write(orders, [order(1, { customer: "a,b" })], rfc4180, folder)
        const [header, row] = parse(content, ",")
        expect(header?.slice(0, 3)).toEqual(["order_number", "customer", "currency"])
        expect(row?.slice(0, 2)).toEqual(["000000000000000000000001", "a,b"])
        expect(row).toContain("-37.66")
      }),
    ),
  )

  it.effect("touches no negative amount, whatever the delimiter and the decimal mark", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const rows = [order(0, { price: -5n }), order(1, { price: -(10n ** 20n) })]
        const profile = { ...svExcel, delimiter: ",", columns: ["price", "currency"] }
        const { content } = yield* write(orders, rows, profile, folder)
        expect(content.toString("utf8").split("\r\n").slice(1, 3)).toEqual([
          '"-0,05",NOK',
          '"-1000000000000000000,00",SEK',
        ])
      }),
    ),
  )

  for (const kind of ["text", "id", "enum"] as const) {
    it.effect(`loses no character of nasty texts and leaves none to be run (${kind})`, () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          expect(nasty.length).toBeGreaterThanOrEqual(200)
          for (const profile of [svExcel, rfc4180]) {
            const { content } = yield* write(texts(kind), nasty, profile, folder, `${profile.name}.csv`)
            const fields = parse(content, profile.delimiter)
              .slice(1)
              .map((row) => row[1])
            expect(fields.filter((field) => RUN.test(field ?? ""))).toEqual([])
            expect(fields.map(unguard)).toEqual(nasty.map(wellFormed))
          }
        }),
      ),
    )
  }

  it.effect("keeps nasty texts whole in windows-1252 but for characters it lacks, and leaves none to be run", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const rows = [...nasty, "a\u037eb", "\u037e=1+1", ...nasty.map((text) => `\u0301${text}`)]
        const { content } = yield* write(texts("text"), rows, windows1252, folder)
        const fields = parse(Buffer.from(new TextDecoder("windows-1252").decode(content)), ";")
          .slice(1)
          .map((row) => row[1])
        expect(fields.filter((field) => RUN.test(field ?? ""))).toEqual([])
        const lacking = /[^\0-\x7f\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/gu
        expect(fields.map(unguard)).toEqual(rows.map((text) => text.normalize("NFC").replace(lacking, "?")))
      }),
    ),
  )

  it.effect("reads back as it was written, any text", () =>
    inFolder((folder) =>
      Effect.promise(() => {
        let count = 0
        return fc.assert(
          fc.asyncProperty(
            fc.array(fc.fullUnicodeString(), { maxLength: 20 }),
            fc.constantFrom(svExcel, rfc4180),
            (rows, profile) =>
              Effect.gen(function* () {
                const { content } = yield* write(texts("text"), rows, profile, folder, `${count++}.csv`)
                const fields = parse(content, profile.delimiter)
                  .slice(1)
                  .map((row) => unguard(row[1]))
                expect(fields).toEqual(rows.map(wellFormed))
              }).pipe(Effect.scoped, Effect.provide(NodeFileSystem.layer), Effect.runPromise),
          ),
          { numRuns: 200 },
        )
      }),
    ),
  )

  it.effect("encloses what must be, wherever it stands in a text, short or long", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const rows = [3, 8, 47, 48, 49, 50, 51, 100].flatMap((size) =>
          Array.from({ length: size - 1 }, (_, at) =>
            ['"', ",", ";", "\r", "\n", "\t", "\u007f", "å", "\u0100", "字"].map(
              (char) => `${"x".repeat(at + 1)}${char}${"x".repeat(size - at - 2)}`,
            ),
          ).flat(),
        )
        for (const profile of [svExcel, rfc4180, windows1252]) {
          const { content, notices } = yield* write(texts("text"), rows, profile, folder, `${profile.name}.csv`)
          const isLatin = profile.encoding === "windows-1252"
          const read = isLatin ? Buffer.from(new TextDecoder("windows-1252").decode(content)) : content
          const fields = parse(read, profile.delimiter)
            .slice(1)
            .map((row) => unguard(row[1]))
          expect(fields).toEqual(isLatin ? rows.map((text) => text.replace(/[\u0100字]/, "?")) : rows)
          expect(notices.map(({ count }) => count)).toEqual(isLatin ? [rows.length / 5] : [])
        }
      }),
    ),
  )

  it.effect("keeps numbers, dates and codes that Excel would change as text", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const changed = ["00001", "123456789012", "12E5", "2025-01", "1/2", "12:30", "jan-25", "MAJ12", "TRUE", "1,50"]
        const kept = ["1", "12345678901", "556036-0793", "INV-1", "R-13", "Majbritt Åkesson", "DECIMAL AB"]
        const { content } = yield* write(texts("id"), [...changed, ...kept], svExcel, folder)
        const fields = parse(content, ";")
          .slice(1)
          .map((row) => row[1])
        expect(fields).toEqual([...changed.map((text) => `'${text}`), ...kept])
      }),
    ),
  )

  it.effect("keeps amounts, times, dates with a time and errors as text", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const changed = [
          "1E+5",
          "1,5e-3",
          "(123)",
          "(1 234,50)",
          "5 kr",
          "1 000,50 kr",
          "5kr",
          "kr 5",
          "€5",
          "5 €",
          "$5",
          "£1.50",
          "-5 kr",
          "9:00 fm",
          "9:00 EM",
          "9 am",
          "9 p",
          "11:59:59 PM",
          "2025-01-02 10:00",
          "2025-01-02T10:00:00Z",
          "2025-01-02T10:00:00.000+01:00",
          "5 jan 2025 9:00 fm",
          "5/maj/2025",
          "jan 5, 2025",
          "1 1/2",
          "12 %",
          "#N/A",
          "#SAKNAS!",
          "#DIVISION/0!",
          "#NAMN?",
        ]
        const kept = [
          "T12",
          "A4",
          "AM5",
          "5A",
          "FM12",
          "krona 5",
          "5 krona",
          "Mariaplan 5 x",
          "Åke 9",
          "(kr)",
          "#5 a",
          "Nr 5",
        ]
        const { content } = yield* write(texts("id"), [...changed, ...kept], svExcel, folder)
        const fields = parse(content, ";").slice(1)
        expect(fields.map((row) => row[1])).toEqual([...changed.map((text) => `'${text}`), ...kept])
      }),
    ),
  )

  it.effect("leaves what earlier files left, where a run of then is made again", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const earlier = { ...svExcel, guard: "formulas-and-numbers" } as const
        const { content } = yield* write(texts("id"), ["5 kr", "(123)", "00123", "9:00 fm"], earlier, folder)
        const fields = parse(content, ";").slice(1)
        expect(fields.map((row) => row[1])).toEqual(["5 kr", "(123)", "'00123", "9:00 fm"])
      }),
    ),
  )

  it.effect("writes windows-1252, putting characters together and counting those it lacks", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const rows = ["Åke €5 – “ja”", "a\u030a e\u0301", "Łukasz 😀", "ž"]
        const { content, notices } = yield* write(texts("text"), rows, windows1252, folder)
        const lines = content.toString("latin1").split("\r\n")
        expect(lines.slice(1, -1).map((line) => line.split(";")[1])).toEqual([
          "Åke \x805 \x96 \x93ja\x94",
          "å é",
          "?ukasz ?",
          "\x9e",
        ])
        expect(notices).toEqual([
          { kind: "replaced", count: 2, message: "characters that do not exist in windows-1252 and were replaced: 2" },
        ])
      }),
    ),
  )

  it.effect("counts, sums and hashes what it wrote, for its owner alone to read", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const rows = Array.from({ length: 2500 }, (_, index) => order(index))
        const { bytes, content, path, rows: count, sha256, sums } = yield* write(orders, rows, svExcel, folder)
        expect(count).toBe(2500)
        expect(bytes).toBe(content.length)
        expect(sha256).toBe(createHash("sha256").update(content).digest("hex"))
        const of = (currency: string) =>
          rows.filter((row) => row.currency === currency).reduce((sum, row) => sum + (row.price ?? 0n), 0n)
        expect(sums).toEqual(
          new Map([
            ["NOK", of("NOK")],
            ["SEK", of("SEK")],
          ]),
        )
        if (process.platform !== "win32") expect(statSync(path).mode & 0o777).toBe(0o600)
      }),
    ),
  )

  it.effect("refuses columns and delimiters it cannot write", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const message = (profile: Partial<CsvProfile>) =>
          Effect.flip(
            openCsv(join(folder, "x.csv"), orders, { profile: { ...svExcel, ...profile }, personal: false }),
          ).pipe(Effect.map((error) => error.message))
        expect(yield* message({ columns: ["order_number", "colour"] })).toBe("orders has no column colour")
        expect(yield* message({ columns: ["contact"] })).toBe("column contact holds personal data")
        expect(yield* message({ columns: ["order_number", "order_number"] })).toBe(
          "column order_number is asked for twice",
        )
        expect(yield* message({ delimiter: "-" })).toBe('"-" cannot separate fields')
        expect(yield* message({ delimiter: ";;" })).toBe('";;" cannot separate fields')
        expect(yield* message({ delimiter: "¦" })).toBe('"¦" cannot separate fields')
      }),
    ),
  )

  it.effect("says what is wrong with the disk and what to do", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const errorOf = (code: string, name: string) =>
          write(orders, [order(1)], svExcel, folder, name).pipe(Effect.flip, Effect.provide(failing(code, () => true)))
        const full = yield* errorOf("ENOSPC", "a.csv")
        expect(full).toMatchObject({
          _tag: "WriteFailed",
          reason: "disk-full",
          message: `${join(folder, "a.csv")}: no space left`,
        })
        expect(yield* errorOf("EIO", "b.csv")).toMatchObject({ _tag: "WriteFailed", reason: "io" })
        yield* write(orders, [], svExcel, folder, "there.csv")
        expect(yield* Effect.flip(write(orders, [], svExcel, folder, "there.csv"))).toMatchObject({
          reason: "already-exists",
        })
        expect(yield* Effect.flip(write(orders, [], svExcel, join(folder, "none")))).toMatchObject({
          reason: "not-found",
        })
      }),
    ),
  )
})
