/** Rules of a workbook's package that Excel keeps to and other readers forgive, from ECMA-376, parts 1 and 2. */

import { posix } from "node:path"
import { all, type Element, parse } from "./xml.ts"

/** Order of the children of elements whose type is a sequence. */
const ORDER: Readonly<Record<string, string>> = {
  worksheet:
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing legacyDrawingHF picture oleObjects controls webPublishItems tableParts extLst",
  workbook:
    "fileVersion fileSharing workbookPr workbookProtection bookViews sheets functionGroups externalReferences definedNames calcPr oleSize customWorkbookViews pivotCaches smartTagPr smartTagTypes webPublishing fileRecoveryPr webPublishObjects extLst",
  styleSheet: "numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst",
  table: "autoFilter sortState tableColumns tableStyleInfo extLst",
  sheetPr: "tabColor outlinePr pageSetUpPr",
  sheetView: "pane selection pivotSelection extLst",
  border: "start end left right top bottom diagonal vertical horizontal",
  c: "f v is extLst",
  "c:chartSpace":
    "c:date1904 c:lang c:roundedCorners c:style c:clrMapOvr c:pivotSource c:protection c:chart c:spPr c:txPr c:externalData c:printSettings c:userShapes c:extLst",
  "c:chart":
    "c:title c:autoTitleDeleted c:pivotFmts c:view3D c:floor c:sideWall c:backWall c:plotArea c:legend c:plotVisOnly c:dispBlanksAs c:showDLblsOverMax c:extLst",
  "c:barChart": "c:barDir c:grouping c:varyColors c:ser c:dLbls c:gapWidth c:overlap c:serLines c:axId c:extLst",
  "c:ser":
    "c:idx c:order c:tx c:spPr c:invertIfNegative c:pictureOptions c:dPt c:dLbls c:trendline c:errBars c:cat c:val c:shape c:extLst",
  "c:catAx":
    "c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:auto c:lblAlgn c:lblOffset c:noMultiLvlLbl c:extLst",
  "c:valAx":
    "c:axId c:scaling c:delete c:axPos c:majorGridlines c:minorGridlines c:title c:numFmt c:majorTickMark c:minorTickMark c:tickLblPos c:spPr c:txPr c:crossAx c:crosses c:crossesAt c:crossBetween c:majorUnit c:minorUnit c:dispUnits c:extLst",
}

/** What is wrong with the package, one line each. */
export const problemsOf = (files: ReadonlyMap<string, Buffer>): ReadonlyArray<string> => {
  const parts = new Map(Array.from(files, ([name, bytes]) => [name, parse(bytes.toString("utf8"))]))
  return [...contentTypes(parts), ...Array.from(parts, ([name, part]) => partProblems(name, part, parts)).flat()]
    .concat(workbookProblems(parts))
    .concat(tableProblems(parts))
}

type Parts = ReadonlyMap<string, Element>

const contentTypes = (parts: Parts): ReadonlyArray<string> => {
  const types = parts.get("[Content_Types].xml")?.children ?? []
  const overrides = types.flatMap((type) => type.attributes.get("PartName") ?? [])
  const named = Array.from(parts.keys(), (name) => `/${name}`).filter((name) => !/\.rels$|Content_Types/.test(name))
  return [
    ...named.filter((name) => !overrides.includes(name)).map((name) => `${name} has no content type`),
    ...overrides.filter((name) => !named.includes(name)).map((name) => `${name} has a content type and is not there`),
    ...repeated(overrides).map((name) => `${name} has two content types`),
  ]
}

const relationshipsOf = (name: string, parts: Parts): ReadonlyArray<Element> =>
  parts.get(posix.join(posix.dirname(name), "_rels", `${posix.basename(name)}.rels`))?.children ?? []

/** The parts that a part refers to with the given ending of a relationship's type. */
const targets = (name: string, type: string, parts: Parts): ReadonlyMap<string, string> =>
  new Map(
    relationshipsOf(name, parts)
      .filter((one) => one.attributes.get("Type")?.endsWith(`/${type}`) === true)
      .map((one) => [
        one.attributes.get("Id") ?? "",
        posix.join(posix.dirname(name), one.attributes.get("Target") ?? ""),
      ]),
  )

const partProblems = (name: string, part: Element, parts: Parts): ReadonlyArray<string> => {
  const relationships = relationshipsOf(name, parts)
  const ids = relationships.flatMap((one) => one.attributes.get("Id") ?? [])
  const used = idsIn(part)
  const missing = relationships
    .filter((one) => one.attributes.get("TargetMode") !== "External")
    .map((one) => posix.join(posix.dirname(name), one.attributes.get("Target") ?? ""))
    .filter((target) => !parts.has(target))
  return [
    ...orderProblems(part),
    ...repeated(ids).map((id) => `relationship ${id} is there twice`),
    ...used.filter((id) => !ids.includes(id)).map((id) => `relationship ${id} is not there`),
    ...missing.map((target) => `${target} is not there`),
    ...(name.startsWith("xl/worksheets/sheet") ? sheetProblems(part, parts) : []),
  ].map((problem) => `${name}: ${problem}`)
}

const idsIn = (part: Element): ReadonlyArray<string> => [
  ...(part.attributes.has("r:id") ? [part.attributes.get("r:id") ?? ""] : []),
  ...part.children.flatMap(idsIn),
]

const orderProblems = (element: Element): ReadonlyArray<string> => {
  const order = ORDER[element.name]?.split(" ")
  const places = order === undefined ? [] : element.children.map((child) => order.indexOf(child.name))
  return [
    ...places.flatMap((place, index) =>
      place < 0 || place < (places[index - 1] ?? 0)
        ? [`<${element.children[index]?.name}> may not stand there in <${element.name}>`]
        : [],
    ),
    ...element.children.flatMap(orderProblems),
  ]
}

/** Column and row of a reference, both from 1. */
const placeOf = (ref: string): readonly [number, number] => {
  const [, letters = "", row] = /^([A-Z]+)(\d+)$/.exec(ref) ?? []
  return [Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0), Number(row)]
}

const sheetProblems = (sheet: Element, parts: Parts): ReadonlyArray<string> => {
  const styles = all(parts.get("xl/styles.xml") ?? sheet, "cellXfs")[0]?.children.length ?? 0
  const strings = parts.get("xl/sharedStrings.xml")?.children.length ?? 0
  const problems: Array<string> = []
  let lastRow = 0
  for (const row of all(sheet, "row")) {
    const number = Number(row.attributes.get("r"))
    if (!(number > lastRow && number <= 1_048_576)) problems.push(`row ${number} comes after ${lastRow}`)
    lastRow = number
    let lastColumn = 0
    for (const cell of row.children) {
      const ref = cell.attributes.get("r") ?? ""
      const [column, at] = placeOf(ref)
      if (at !== number || column <= lastColumn)
        problems.push(`cell ${ref} stands in row ${number} after ${lastColumn}`)
      lastColumn = column
      if (Number(cell.attributes.get("s") ?? 0) >= styles) problems.push(`cell ${ref} has a style that is not there`)
      const value = cell.children.find((child) => child.name === "v")?.text
      const type = cell.attributes.get("t") ?? "n"
      if (type === "s" && !(Number(value) < strings)) problems.push(`cell ${ref} has a text that is not there`)
      if (type === "n" && value !== undefined && !/^-?\d+(\.\d+)?$/.test(value)) problems.push(`${ref} is ${value}`)
      for (const text of all(cell, "t")) if (text.text.length > 32_767 * 7) problems.push(`${ref} is too long`)
    }
  }
  if (all(sheet, "hyperlink").length > 65_530) problems.push("there are more links than Excel opens")
  for (const name of ["hyperlinks", "tableParts", "ignoredErrors", "rowBreaks", "cols"]) {
    for (const list of all(sheet, name)) if (list.children.length === 0) problems.push(`<${name}> is empty`)
  }
  return problems
}

const workbookProblems = (parts: Parts): ReadonlyArray<string> => {
  const book = parts.get("xl/workbook.xml")
  if (book === undefined) return ["there is no workbook"]
  const names = all(book, "sheet").map((sheet) => sheet.attributes.get("name") ?? "")
  const defined = all(book, "definedName")
  return [
    ...names
      .filter((name) => name.length === 0 || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name))
      .map((name) => `"${name}" cannot name a sheet`),
    ...repeated(names.map((name) => name.toLowerCase())).map((name) => `two sheets are named ${name}`),
    ...repeated(all(book, "sheet").map((sheet) => sheet.attributes.get("sheetId") ?? "")).map((id) => `sheetId ${id}`),
    ...repeated(defined.map((one) => `${one.attributes.get("name")} of ${one.attributes.get("localSheetId")}`)),
    ...defined
      .filter((one) => !one.text.startsWith(`'${names[Number(one.attributes.get("localSheetId"))]}'!$`))
      .map((one) => `${one.attributes.get("name")} is ${one.text}`),
    ...all(book, "calcPr").flatMap((calc) => (calc.attributes.has("fullCalcOnLoad") ? ["calculated on load"] : [])),
  ]
}

const tableProblems = (parts: Parts): ReadonlyArray<string> => {
  const problems: Array<string> = []
  const names: Array<string> = []
  const ids: Array<string> = []
  for (const [name, sheet] of parts) {
    if (!name.startsWith("xl/worksheets/sheet")) continue
    const tables = targets(name, "table", parts)
    const rows = all(sheet, "row")
    for (const part of all(sheet, "tablePart")) {
      const table = parts.get(tables.get(part.attributes.get("r:id") ?? "") ?? "")
      if (table === undefined) continue
      const own = table.attributes.get("name") ?? ""
      names.push(own.toLowerCase())
      ids.push(table.attributes.get("id") ?? "")
      const [from = "", until = ""] = (table.attributes.get("ref") ?? "").split(":")
      const columns = all(table, "tableColumn").map((column) => column.attributes.get("name") ?? "")
      const [firstColumn, firstRow] = placeOf(from)
      const inside = rows.filter((row) => Number(row.attributes.get("r")) >= firstRow)
      const headers = inside[0]?.children.map((cell) => all(cell, "t")[0]?.text) ?? []
      const [lastColumn, lastRow] = placeOf(until)
      if (
        firstColumn !== 1 ||
        lastColumn !== columns.length ||
        lastRow !== firstRow + inside.length - 1 ||
        inside.length < 2
      ) {
        problems.push(
          `${own} covers ${from}:${until}, and there are ${columns.length} columns and ${inside.length} rows`,
        )
      }
      if (JSON.stringify(headers) !== JSON.stringify(columns)) problems.push(`${own} has other headers than its sheet`)
      if (repeated(columns.map((column) => column.toLowerCase())).length > 0) problems.push(`${own} repeats a column`)
      if (!/^[A-Za-z_][\w.]{0,254}$/.test(own) || /^[A-Za-z]{1,3}\d+$|^[RrCc]\d*$/.test(own))
        problems.push(`name ${own}`)
      if (all(table, "autoFilter")[0]?.attributes.get("ref") !== table.attributes.get("ref"))
        problems.push(`${own} filter`)
    }
  }
  return [...problems, ...repeated(names), ...repeated(ids)]
}

const repeated = (values: ReadonlyArray<string>): ReadonlyArray<string> =>
  values.filter((value, index) => values.indexOf(value) !== index)
