/** Formulas that count and add up the rows of tables, over all the sheets that a table fills. */

/** The cells of a column on each sheet of a table. */
export interface Ranges {
  readonly ranges: (key: string) => ReadonlyArray<string>
}

/** Rows of a table: those that say exactly this in these columns, and fulfil these conditions (`">30"`). */
export interface Rows {
  readonly table: Ranges
  readonly says: ReadonlyArray<readonly [key: string, text: string]>
  readonly conditions?: ReadonlyArray<readonly [key: string, criterion: string]>
}

/** How many they are. `exact` is slower, and tells capitals from small letters. */
export const count = (rows: ReadonlyArray<Rows>, exact = false): string | undefined =>
  joined(
    rows.flatMap(({ table, ...of }) =>
      over(table, of).map((sheet) => (exact ? `SUMPRODUCT(${sheet.exactly})` : `COUNTIFS(${sheet.matching})`)),
    ),
  )

/** What they add up to in a column, in hundredths rounded, since a spreadsheet calculates in floating point. */
export const sum = (rows: ReadonlyArray<Rows>, key: string, exact = false): string | undefined => {
  const all = joined(
    rows.flatMap(({ table, ...of }) => {
      const amounts = table.ranges(key)
      return over(table, of).map((sheet, index) =>
        exact ? `SUMPRODUCT(${sheet.exactly},${amounts[index]})` : `SUMIFS(${amounts[index]},${sheet.matching})`,
      )
    }),
  )
  return all === undefined ? undefined : `ROUND(${all},2)`
}

/** Texts that COUNTIFS would take for one another: it does not tell capitals from small letters. */
export const lookAlikes = (texts: ReadonlyArray<string>): ReadonlySet<string> => {
  const times = new Map<string, number>()
  for (const text of texts) times.set(text.toLowerCase(), (times.get(text.toLowerCase()) ?? 0) + 1)
  return new Set(texts.filter((text) => (times.get(text.toLowerCase()) ?? 0) > 1))
}

const joined = (parts: ReadonlyArray<string>) => (parts.length === 0 ? undefined : parts.join("+"))

const over = (table: Ranges, { conditions = [], says }: Omit<Rows, "table">) => {
  const columns = [...says, ...conditions].map(([key]) => table.ranges(key))
  return (columns[0] ?? []).map((_, sheet) => ({
    matching: [...says.map(([, text]) => equals(text)), ...conditions.map(([, criterion]) => criterion)]
      .map((criterion, index) => `${columns[index]?.[sheet]},${criterion}`)
      .join(","),
    exactly: says.map(([, text], index) => `--EXACT(${columns[index]?.[sheet]},${quoted(text)})`).join(","),
  }))
}

/** Matches exactly this text, or an empty cell: without the sign, a text such as "<5" or "a*" would be a pattern. */
const equals = (text: string): string => quoted(`=${text.replace(/[*?~]/g, "~$&")}`)

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
