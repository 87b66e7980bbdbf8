/** What a request asked for, in words that may stand in an error: values that describe a debtor are left out. */

/** Fields of a case that say who the debtor is (`customer` itself is only an id). */
const personal = /^customer_(?!status$)|debt_description/

const longest = 500

export const describe = (path: string, params: ReadonlyArray<readonly [string, string]>): string => {
  const query = params.map(([name, value]) => `${name}=${mask(value)}`).join("&")
  const text = query === "" ? path : `${path}?${query}`
  return text.length > longest ? `${text.slice(0, longest)}... (${text.length} characters)` : text
}

const mask = (value: string): string => {
  if (!/customer_|debt_description/.test(value)) return value
  try {
    return JSON.stringify(maskIn(JSON.parse(value)))
  } catch {
    return "(left out: it names a debtor)"
  }
}

const maskIn = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(maskIn)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isPersonal(key) ? hide(inner) : maskIn(inner)]),
  )
}

const isPersonal = (key: string): boolean => key.split(".").some((part) => personal.test(part))

/** A projection's 1 and 0 and the tests for presence tell nothing about anybody. */
const hide = (value: unknown): unknown =>
  value === 1 || value === 0 || value === null || typeof value === "boolean" ? value : "***"
