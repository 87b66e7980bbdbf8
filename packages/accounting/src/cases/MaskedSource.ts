/** Raw documents with the debtor's name and number shortened in place; every other byte stays as it was received. */
import { maskName, maskNumber } from "./Privacy.ts"

export const mask = (source: string): string => {
  const number = [...source.matchAll(field)].find(([, key]) => key === "customer_id_number")?.[3]
  return source.replaceAll(field, (_, key: string, between: string, value: string) => {
    const text = plain(value)
    const masked =
      key === "customer_name" ? maskName(text, number === undefined ? undefined : plain(number)) : maskNumber(text)
    return `"${key}"${between}${JSON.stringify(masked)}`
  })
}

/** A debtor field of a case with its value, which is text or a number. */
const field = /"(customer_name|customer_id_number)"(\s*:\s*)("(?:[^"\\]|\\.)*"|-?[\d.eE+-]+)/g

const plain = (json: string): string => {
  const value: unknown = JSON.parse(json)
  return String(value)
}
