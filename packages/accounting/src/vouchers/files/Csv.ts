/** Small CSV files that people make: any of `;`, `,` and tab between the fields, found in the first line. */

export interface CsvRecord {
  /** In the file, from 1. */
  readonly line: number
  /** By the header, in lower case. */
  readonly fields: Readonly<Record<string, string>>
}

export const records = (text: string): ReadonlyArray<CsvRecord> => {
  const plain = text.replace(/^\u{feff}/u, "")
  const first = plain.split(/\r?\n/, 1)[0] ?? ""
  const mark = [";", "\t", ","].find((one) => first.includes(one)) ?? ";"
  const [header, ...rows] = rowsOf(plain, mark)
  const keys = header?.fields.map((key) => key.trim().toLowerCase()) ?? []
  return rows
    .filter(({ fields }) => fields.some((field) => field.trim() !== ""))
    .map(({ fields, line }) => ({
      line,
      fields: Object.fromEntries(keys.map((key, index) => [key, (fields[index] ?? "").trim()])),
    }))
}

const rowsOf = (text: string, mark: string) => {
  const rows: Array<{ line: number; fields: Array<string> }> = []
  let row: Array<string> = []
  let field = ""
  let quoted = false
  let line = 1
  let startedOn = 1
  const endRow = () => {
    rows.push({ line: startedOn, fields: [...row, field] })
    row = []
    field = ""
    startedOn = line
  }
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at)
    if (char === "\n") line++
    if (quoted) {
      if (char !== '"') field += char
      else if (text.charAt(at + 1) === '"') field += text.charAt(++at)
      else quoted = false
    } else if (char === '"' && field === "") quoted = true
    else if (char === mark) {
      row.push(field)
      field = ""
    } else if (char === "\n") endRow()
    else if (char !== "\r") field += char
  }
  if (field !== "" || row.length > 0) endRow()
  return rows
}
