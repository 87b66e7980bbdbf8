/** The SHA-256 over what a run has recorded, which its manifest and its workbook show and the journal is verified by. */
import { createHash, type Hash } from "node:crypto"
import type { Entry } from "../Entries.ts"

/** SHA-256 of what comes piece by piece. Begun with the first piece: a run with nothing to say does without Node's crypto. */
export const hashing = () => {
  let hash: Hash | undefined
  const begun = () => (hash ??= createHash("sha256"))
  return { update: (text: string) => begun().update(text), digest: () => begun().copy().digest("hex") }
}

/** The hash of a run's data from that of its entries and that of the fingerprints of what needed a person. */
export const dataHashOf = (entries: string, quarantined: string): string =>
  createHash("sha256").update(`${entries}\n${quarantined}\n`).digest("hex")

/** What an entry contributes to the hash of its run's data. */
export const lineOf = (entry: Entry): string =>
  `${[entry.kind, entry.caseId, entry.corrects, entry.closedAt, entry.reason, entry.currency, entry.amount]
    .map((field) => JSON.stringify(field ?? null))
    .join("\t")}\n`
