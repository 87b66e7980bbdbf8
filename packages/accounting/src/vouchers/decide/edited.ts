/** What a person has written into the column of decisions of an edited workbook, or into a CSV file. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Csv from "../files/Csv.ts"
import { decisionHeaders, idHeaders } from "../files/Tables.ts"
import { VouchersRefused } from "../emit/errors.ts"
import { type Answer, isYes } from "./answers.ts"
import { type Cells, sheetsOf } from "./Workbook.ts"

/** Numbers of vouchers beside which yes stands. A voucher of several rows needs it on one, and must not have both. */
export const approvedIn = (file: string) =>
  Effect.gen(function* () {
    const words = new Map<string, boolean>()
    for (const { number, place, text } of yield* read(file, "vouchers")) {
      const word = isYes(text)
      if (Option.isNone(word))
        return yield* new VouchersRefused({
          message: `${file}, ${place}: "${text}" is neither yes nor no`,
          hint: "correct it there: ja or nej",
          swedish: {
            message: `${file}, ${place}: "${text}" är varken ja eller nej`,
            hint: "rätta det där: ja eller nej",
          },
        })
      if ((words.get(number) ?? word.value) !== word.value)
        return yield* new VouchersRefused({
          message: `${file}: voucher ${number} has both yes and no`,
          hint: "correct it there",
          swedish: { message: `${file}: verifikat ${number} har både ja och nej`, hint: "rätta det där" },
        })
      words.set(number, word.value)
    }
    return [...words].flatMap(([number, approved]) => (approved ? [number] : []))
  })

/** Answers to questions. */
export const answersIn = (file: string) => read(file, "questions")

/** Columns that only the one kind of sheet has. */
const marks = { vouchers: ["Konto", "Account"], questions: ["Fråga", "Question"] } as const

const read = (file: string, what: keyof typeof marks) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const bytes = yield* Effect.mapError(fs.readFile(file), () =>
      unreadable(file, { en: "cannot be read", sv: "går inte att läsa" }),
    )
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
    if (!isZip) return ofCsv(new TextDecoder().decode(bytes))
    const sheets = yield* Effect.mapError(sheetsOf(bytes), () =>
      unreadable(file, { en: "is no workbook that can be read", sv: "är ingen arbetsbok som går att läsa" }),
    )
    const found = sheets.flatMap((sheet) => ofSheet(sheet, marks[what]))
    const [first, ...more] = found
    if (first === undefined)
      return yield* unreadable(file, {
        en: `has no sheet with the columns ${idHeaders.sv} and ${decisionHeaders.sv}`,
        sv: `har inget blad med kolumnerna ${idHeaders.sv} och ${decisionHeaders.sv}`,
      })
    return [...first, ...more.flat()]
  })

const ofCsv = (text: string): ReadonlyArray<Answer> =>
  Csv.records(text).flatMap(({ fields, line }) => {
    const number = fields["number"] ?? fields["nummer"] ?? ""
    const decision = fields["decision"] ?? fields["beslut"] ?? ""
    return number === "" || decision === "" ? [] : [{ number, text: decision, place: `line ${line}` }]
  })

/** The rows below the one that has both headers; none where the sheet is of another kind. */
const ofSheet = (rows: Cells, mark: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<Answer>> => {
  for (const [at, { cells }] of rows.entries()) {
    const columnOf = (names: ReadonlyArray<string>) => [...cells].find(([, text]) => names.includes(text.trim()))?.[0]
    const [number, decision] = [columnOf(Object.values(idHeaders)), columnOf(Object.values(decisionHeaders))]
    if (number === undefined || decision === undefined || columnOf(mark) === undefined) continue
    return [
      rows.slice(at + 1).flatMap((row) => {
        const [id, text] = [(row.cells.get(number) ?? "").trim(), (row.cells.get(decision) ?? "").trim()]
        return id === "" || text === "" ? [] : [{ number: id, text, place: `row ${row.number}` }]
      }),
    ]
  }
  return []
}

const unreadable = (file: string, what: Bilingual) =>
  new VouchersRefused({
    message: `${file} ${what.en}`,
    hint: "give the workbook of amili-export vouchers draft, or a CSV file number;decision",
    swedish: {
      message: `${file} ${what.sv}`,
      hint: "ange arbetsboken från amili-export vouchers draft, eller en CSV-fil nummer;beslut",
    },
  })
