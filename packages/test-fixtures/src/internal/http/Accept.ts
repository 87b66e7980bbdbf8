/** Which of Eve's formats an `Accept` header gets, by Werkzeug's rules. */

export const formats = ["application/json", "application/xml", "text/xml", "application/x-xml"] as const
export type Format = (typeof formats)[number]

interface Range {
  readonly parts: ReadonlyArray<string>
  readonly quality: number
}

const parse = (header: string): ReadonlyArray<Range> =>
  header
    .split(",")
    .map((item) => item.trim().split(/\s*;\s*/))
    .filter(([type]) => type !== undefined && type !== "")
    .flatMap(([type = "", ...parameters]) => {
      const q = parameters.find((parameter) => /^q\s*=/i.test(parameter))
      const text = q?.replace(/^q\s*=\s*/i, "")
      if (text !== undefined && !/^-?\d+(?:\.\d+)?$/.test(text)) return []
      const quality = text === undefined ? 1 : Number(text)
      if (quality < 0 || quality > 1) return []
      const rest = parameters.filter((parameter) => parameter !== q)
      return [
        { parts: [...type.toLowerCase().split("/"), ...rest.map((parameter) => parameter.toLowerCase())], quality },
      ]
    })
    .toSorted((a, b) => compareSpecificity(b, a) || b.quality - a.quality)

/** Python compares tuples of booleans: a star is less than a name, a shorter tuple less than its extension. */
const compareSpecificity = (a: Range, b: Range): number => {
  for (const [i, part] of a.parts.entries()) {
    const other = b.parts[i]
    if (other === undefined) return 1
    const order = Number(part !== "*") - Number(other !== "*")
    if (order !== 0) return order
  }
  return a.parts.length - b.parts.length
}

const matches = (format: string, { parts: [type, subtype, ...parameters] }: Range): boolean => {
  const [ours, oursSub] = format.split("/")
  if (subtype === undefined) return false
  if (type === "*") return subtype === "*"
  return type === ours && (subtype === "*" || (subtype === oursSub && parameters.length === 0))
}

/** The format of the answer: JSON without a header, or when nothing asked for is to be had. */
export const negotiate = (header: string | undefined): Format => {
  const ranges = parse(header ?? "")
  let best: { readonly format: Format; readonly range: Range } | undefined
  for (const format of formats) {
    const range = ranges.find((candidate) => matches(format, candidate))
    if (range === undefined || range.quality <= 0) continue
    const better =
      best === undefined ||
      range.quality > best.range.quality ||
      (range.quality === best.range.quality && compareSpecificity(range, best.range) > 0)
    if (better) best = { format, range }
  }
  return best?.format ?? "application/json"
}
