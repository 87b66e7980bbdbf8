/** Which records have come that a file has once. */
import type { Content } from "./Entry.ts"

export interface Duplicates {
  /** The line of an earlier record that says the same; undefined, and remembered, where there is none. */
  readonly firstLineOf: (label: string, content: Content, line: number) => number | undefined
}

export const make = (): Duplicates => {
  const lines = new Map<string, number>()
  return {
    firstLineOf: (label, content, line) => {
      const key = keyOf(label, content)
      if (key === undefined) return undefined
      const first = lines.get(key)
      if (first === undefined) lines.set(key, line)
      return first
    },
  }
}

/** Undefined for records that may come again. An account has several codes, and each once. */
const keyOf = (label: string, content: Content): string | undefined => {
  if (content._tag === "Header" || content._tag === "Company") return label
  if (content._tag === "Account") return [label, content.account.number, ...(content.account.sruCodes ?? [])].join(" ")
  return undefined
}
