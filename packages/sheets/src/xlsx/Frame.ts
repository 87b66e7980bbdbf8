import { colToLetter, writeXlsx, type SheetChart, type TableDefinition, type WriteSheet } from "hucre/xlsx"
import { type StyleName, STYLES } from "./styles.ts"
import { escape } from "./xmlText.ts"
import { unpack } from "./zip.ts"

export type { SheetChart }

/**
 * Everything of a workbook but its cells: styles, table parts, charts, properties, print set-up. A library writes it
 * around a first row that holds one cell of each style; the cells of that row tell the styles' numbers, and our own
 * rows take its place. Only this module and `styles.ts` know the library (hucre, young, hence pinned).
 */
export interface Frame {
  readonly style: (name: StyleName) => number
  /** The sheet's XML before its first row, by the sheet's place in the workbook. */
  readonly head: (sheet: number) => string
  /** The sheet's XML after its last row. */
  readonly tail: (sheet: number) => string
  /** Every other part by its name; strings and sheets are left out. */
  readonly parts: ReadonlyMap<string, Buffer>
}

/** A sheet without its cells. */
export interface SheetShape {
  readonly name: string
  /** In characters. */
  readonly widths: ReadonlyArray<number>
  /** Rows at the top that stay on the screen; the last of them is printed on each page. */
  readonly frozen: number
  /** Columns at the left that stay on the screen and are printed on each page; none when absent. */
  readonly frozenColumns?: number | undefined
  /** Neither shown nor printed until a person asks for it. */
  readonly hidden?: boolean | undefined
  readonly table?: TableDefinition | undefined
  readonly charts?: ReadonlyArray<SheetChart> | undefined
  readonly tab?: string | undefined
  /** Columns that are printed, from the first; all when absent. */
  readonly printed?: number | undefined
  /** Pages beside each other that the columns are shrunk to; one when absent. */
  readonly pagesWide?: number | undefined
  /** Rows that a new page begins before, from 1. */
  readonly pageBreaks?: ReadonlyArray<number> | undefined
}

/** What the document says about itself. */
export interface Properties {
  readonly title: string
  readonly subject: string
  readonly created: Date
  readonly application: string
  readonly custom: Readonly<Record<string, string | number>>
}

const NAMES = Object.keys(STYLES)

/** Makes the frame of a workbook with these sheets. */
export const make = async (sheets: ReadonlyArray<SheetShape>, properties: Properties): Promise<Frame> => {
  const anchors: NonNullable<WriteSheet["cells"]> = new Map(
    Object.values(STYLES).map((style, index) => [`0,${index}`, { style }]),
  )
  // One text, so that there is a part for texts at all; ours takes its place.
  anchors.set("1,0", { value: "text" })
  const zip = await writeXlsx({
    defaultFont: { name: "Calibri", size: 11 },
    properties: {
      title: properties.title,
      subject: properties.subject,
      creator: properties.application,
      lastModifiedBy: properties.application,
      created: properties.created,
      modified: properties.created,
      custom: { ...properties.custom },
    },
    sheets: sheets.map((sheet) => sheetOf(sheet, anchors)),
  })
  const files = new Map(unpack(Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength)))
  const halves = sheets.map((_, index) => split(files, `xl/worksheets/sheet${index + 1}.xml`))
  const numbers = numbersIn(halves[0]?.anchors ?? "")
  files.set("xl/styles.xml", Buffer.from(localDates(String(files.get("xl/styles.xml")))))
  files.set("xl/workbook.xml", Buffer.from(calculated(quotedNames(String(files.get("xl/workbook.xml"))))))
  files.set("docProps/app.xml", Buffer.from(madeBy(String(files.get("docProps/app.xml")), properties.application)))
  files.delete("xl/sharedStrings.xml")
  return {
    style: (name) => numbers[NAMES.indexOf(name)] ?? 0,
    head: (sheet) => halves[sheet]?.head ?? "",
    tail: (sheet) => halves[sheet]?.tail ?? "",
    parts: files,
  }
}

const sheetOf = (sheet: SheetShape, cells: NonNullable<WriteSheet["cells"]>): WriteSheet => ({
  name: sheet.name,
  cells,
  columns: sheet.widths.map((width) => ({ width })),
  ...(sheet.hidden === true ? { hidden: true } : {}),
  ...(sheet.frozen > 0 ? { freezePane: { rows: sheet.frozen, columns: sheet.frozenColumns ?? 0 } } : {}),
  ...(sheet.table === undefined ? {} : { tables: [sheet.table] }),
  ...(sheet.charts === undefined ? {} : { charts: [...sheet.charts] }),
  ...(sheet.tab === undefined ? {} : { view: { tabColor: { rgb: sheet.tab } } }),
  pageSetup: {
    paperSize: "a4",
    orientation: "landscape",
    fitToPage: true,
    fitToWidth: sheet.pagesWide ?? 1,
    fitToHeight: 0,
    margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    ...(sheet.frozen > 0 ? { printTitlesRow: `$${sheet.frozen}:$${sheet.frozen}` } : {}),
    ...(sheet.frozenColumns === undefined ? {} : { printTitlesColumn: `$A:$${colToLetter(sheet.frozenColumns - 1)}` }),
    ...(sheet.printed === undefined ? {} : { printArea: `$A:$${colToLetter(sheet.printed - 1)}` }),
  },
  // The library counts the row above the break from 0.
  ...(sheet.pageBreaks === undefined ? {} : { rowBreaks: sheet.pageBreaks.map((row) => row - 2) }),
  headerFooter: { oddFooter: "&L&A&C&F&R&P / &N" },
})

/** Takes a sheet's XML apart around its rows. Its `dimension` would be that of the anchors: readers do without. */
const split = (files: Map<string, Buffer>, name: string) => {
  const xml = String(files.get(name))
  files.delete(name)
  const from = xml.indexOf("<sheetData>") + "<sheetData>".length
  const until = xml.indexOf("</sheetData>")
  return {
    head: xml.slice(0, from).replace(/<dimension [^>]*>/, ""),
    anchors: xml.slice(from, until),
    tail: xml.slice(until),
  }
}

/** The number of each anchor's style; what has no attribute has style 0. */
const numbersIn = (anchors: string): ReadonlyArray<number> => {
  const numbers: Array<number> = []
  for (const [index, name] of NAMES.entries()) {
    const column = String.fromCharCode(65 + index)
    const [, number] = new RegExp(`<c r="${column}1"[^>]* s="(\\d+)"`).exec(anchors) ?? []
    if (number === undefined && name !== "text") throw new Error(`the frame has no number for style ${name}`)
    numbers.push(Number(number ?? 0))
  }
  return numbers
}

const localDates = (styles: string): string => {
  const [declaration, id] = /<numFmt numFmtId="(\d+)" formatCode="mm-dd-yy"\/>/.exec(styles) ?? []
  if (declaration === undefined) throw new Error("the frame has no date format")
  return styles
    .replace(declaration, "")
    .replace(/<numFmts count="\d+">/, "<numFmts>")
    .replaceAll(`numFmtId="${id}"`, 'numFmtId="14"')
}

/** The library leaves sheet names in print areas unquoted: Excel takes a file with `To decide!$A:$L` for damaged. */
const quotedNames = (workbook: string): string =>
  workbook.replace(/(<definedName [^>]*>)([^<]*)/g, (_, tag: string, ranges: string) => {
    const quoted = ranges.split(",").map((range) => range.replace(/^([^'!]+)!/, "'$1'!"))
    // Excel names columns that are printed on each page before rows.
    return tag + quoted.toReversed().join(",")
  })

/**
 * The values beside the formulas are right already. The library asks for them to be calculated anew, and then Excel
 * wants to save on closing a file that nobody has touched; the number is that of its present calculation engine.
 */
const calculated = (workbook: string): string => workbook.replace(/<calcPr [^>]*>/, '<calcPr calcId="191029"/>')

/** The library names itself. */
const madeBy = (app: string, application: string): string =>
  app.replace(/<Application>[^<]*/, () => `<Application>${escape(application)}`)
