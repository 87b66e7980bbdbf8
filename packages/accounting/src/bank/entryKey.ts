/**
 * Decides whether two rows of bank files are the same entry. Within an account and a booking day it is the bank's
 * reference with the amount, since a reversal may carry the reference of what it reverses. An entry without a reference
 * is recognised by its whole content, and among entries of equal content by its number.
 */
import * as BigDecimal from "effect/BigDecimal"
import { createHash } from "node:crypto"
import { keyOf } from "./Account.ts"
import { type Details, type Entry, signed } from "./Entry.ts"

/** Gives keys to the entries of one file, in order. A key is a hash, short so that a million of them fit in memory. */
export const makeKeys = (): ((entry: Entry) => string) => {
  let scope: string | undefined
  let counts = new Map<string, number>()
  return (entry) => {
    const place = [keyOf(entry.statement.account), entry.bookedOn]
    const amount = [exact(signed(entry.amount, entry.direction)), entry.currency]
    if (entry.reference !== undefined) return hash([...place, ...amount, entry.reference])
    // Another statement of the file may cover the same days; another notification does not repeat what one has said.
    const next = entry.statement.kind === "statement" ? entry.statement.id : ""
    if (next !== scope) {
      scope = next
      counts = new Map()
    }
    const content = hash([...place, ...amount, entry.reversal, entry.valueOn, entry.details.map(contentOf)])
    const ordinal = counts.get(content) ?? 0
    counts.set(content, ordinal + 1)
    return hash([content, ordinal])
  }
}

const contentOf = ({ amount, creditor, debtor, direction, ids, messages, references }: Details) => [
  amount && exact(amount),
  direction,
  ids,
  references,
  messages,
  [debtor, creditor].map(({ account, name }) => [name, account && keyOf(account)]),
]

/** Equal for equal amounts: 8.850 and 8.85. */
const exact = (amount: BigDecimal.BigDecimal): string => BigDecimal.format(BigDecimal.normalize(amount))

const hash = (content: ReadonlyArray<unknown>): string =>
  createHash("sha256").update(JSON.stringify(content)).digest("base64url").slice(0, 22)
