/** Files for tests, and how they compare. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import iconv from "iconv-lite"
import * as SieFile from "../../src/model/SieFile.ts"
import type * as Finding from "../../src/read/Finding.ts"
import * as Read from "../../src/read/Read.ts"

/** Lines as a file: CRLF, code page 437 unless another encoding is named. */
export const bytesOf = (lines: ReadonlyArray<string>, encoding: "cp437" | "utf8" | "win1252" = "cp437"): Uint8Array =>
  iconv.encode(lines.map((line) => `${line}\r\n`).join(""), encoding)

/** A good import file up to its vouchers; the last of these lines is line 9. */
export const head: ReadonlyArray<string> = [
  "#FLAGGA 0",
  '#PROGRAM "Test" 1',
  "#FORMAT PC8",
  "#GEN 20261130",
  "#SIETYP 4",
  "#ORGNR 556677-8899",
  '#FNAMN "Exempelbolaget AB"',
  "#RAR 0 20260101 20261231",
  "#KPTYP EUBAS97",
]

export const parse = (bytes: Uint8Array): Read.Parsed => Effect.runSync(Read.parse(bytes))

export const textOf = (bytes: Uint8Array): string => iconv.decode(bytes, "cp437")

/** Findings as `12 error block`. */
export const short = (findings: ReadonlyArray<Finding.Finding>): ReadonlyArray<string> =>
  findings.map(({ code, line, severity }) => `${line ?? "-"} ${severity} ${code}`)

/** What a file says, without the lines where it stood and without what is missing. */
export const contentOf = (file: SieFile.SieFile): unknown =>
  JSON.parse(JSON.stringify(Schema.encodeSync(SieFile.SieFile)(file)), (key: string, value: unknown) =>
    key === "line" ? undefined : value,
  )

export const dataPath = (name: string): string => join(import.meta.dirname, "../data", name)

export const data = (name: string): Uint8Array => readFileSync(dataPath(name))
