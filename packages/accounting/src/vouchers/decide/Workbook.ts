/** The texts of a small workbook that a spreadsheet program has saved. */
import * as Effect from "effect/Effect"
import { SaxesParser } from "saxes"
import { fromBufferPromise, type ZipFile } from "yauzl"

/** Rows with their number on the sheet, and texts by the letters of their column. */
export type Cells = ReadonlyArray<{ readonly number: number; readonly cells: ReadonlyMap<string, string> }>

/** Each sheet of the workbook; fails for what is none. */
export const sheetsOf = (bytes: Uint8Array): Effect.Effect<ReadonlyArray<Cells>, unknown> =>
  Effect.tryPromise(async () => {
    const files = new Map<string, string>()
    const zip: ZipFile = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false })
    for await (const entry of zip.eachEntry()) {
      if (!/^xl\/(sharedStrings|worksheets\/[^/]+)\.xml$/.test(entry.fileName)) continue
      if (entry.uncompressedSize > largest) throw new Error("the workbook is too large")
      const parts: Array<Uint8Array> = []
      const stream: AsyncIterable<Uint8Array> = await zip.openReadStreamPromise(entry)
      for await (const part of stream) parts.push(part)
      files.set(entry.fileName, Buffer.concat(parts).toString("utf8"))
    }
    const strings = stringsIn(files.get("xl/sharedStrings.xml") ?? "")
    return [...files].filter(([name]) => name.startsWith("xl/worksheets/")).map(([, text]) => rowsIn(text, strings))
  })

/** Bytes of a sheet: more than a person pages through. */
const largest = 200_000_000

/** Texts of elements that stand in others of a name. */
const stringsIn = (xml: string): ReadonlyArray<string> => {
  const strings: Array<string> = []
  const parser = new SaxesParser()
  let [text, inText, phonetic] = ["", false, false]
  parser.on("opentag", ({ name }) => {
    if (localOf(name) === "si") text = ""
    if (localOf(name) === "rPh") phonetic = true
    inText = localOf(name) === "t"
  })
  parser.on("text", (piece) => {
    if (inText && !phonetic) text += piece
  })
  parser.on("closetag", ({ name }) => {
    if (localOf(name) === "si") strings.push(text)
    if (localOf(name) === "rPh") phonetic = false
    inText = false
  })
  if (xml !== "") parser.write(xml).close()
  return strings
}

const rowsIn = (xml: string, strings: ReadonlyArray<string>): Cells => {
  const rows: Array<{ number: number; cells: Map<string, string> }> = []
  const parser = new SaxesParser()
  let [column, type, text, inValue] = ["", "", "", false]
  parser.on("opentag", ({ attributes, name }) => {
    const local = localOf(name)
    if (local === "row") rows.push({ number: Number(attributes["r"] ?? rows.length + 1), cells: new Map() })
    if (local === "c") {
      column = (attributes["r"] ?? "").replace(/\d+$/, "")
      type = attributes["t"] ?? ""
      text = ""
    }
    inValue = local === "v" || local === "t"
  })
  parser.on("text", (piece) => {
    if (inValue) text += piece
  })
  parser.on("closetag", ({ name }) => {
    if (localOf(name) === "c") rows.at(-1)?.cells.set(column, type === "s" ? (strings[Number(text)] ?? "") : text)
    inValue = false
  })
  parser.write(xml).close()
  return rows
}

const localOf = (name: string): string => name.slice(name.indexOf(":") + 1)
