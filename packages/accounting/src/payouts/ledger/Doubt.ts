/** What needs a person: a document that cannot be read, a line without amounts, a reversal with several candidates. */
import { createHash } from "node:crypto"
import type { Quarantined } from "@amili-cases/export-engine/journal/QuarantineLog"
import type { Bilingual } from "@amili-cases/sheets/Column"
import { unreadable } from "../../cases/Details.ts"
import type { LineEvent } from "../events/LineEvent.ts"

export type Problem = "undecodable" | "no_amount" | "ambiguous"

/** What files call a problem; programs read its key. */
export const problems: Readonly<Record<Problem, Bilingual>> = {
  undecodable: { sv: "oläsligt", en: "undecodable" },
  no_amount: { sv: "utan belopp", en: "no_amount" },
  ambiguous: { sv: "flera möjliga", en: "ambiguous" },
}

export interface Doubt {
  readonly problem: Problem
  /** Id of the line or payout. */
  readonly id: string | undefined
  readonly line: LineEvent | undefined
  readonly detail: Bilingual
  /** The same for as long as there is nothing new to say. */
  readonly fingerprint: string
  /** The raw document. */
  readonly source: string
}

export const undecodable = (id: string | undefined, problem: string, source: string): Doubt => ({
  problem: "undecodable",
  id,
  line: undefined,
  detail: unreadable(problem),
  fingerprint: fingerprintOf(["undecodable", id ?? "", source]),
  source,
})

export const noAmount = (line: LineEvent, source: string): Doubt => ({
  problem: "no_amount",
  id: line.lineId,
  line,
  detail: {
    sv: "raden saknar total, och belopp eller moms: den räknas inte som noll",
    en: "the line has no total, and no amount or VAT either: it does not count as zero",
  },
  fingerprint: fingerprintOf(["no_amount", line.lineId, JSON.stringify([line.net, line.vat])]),
  source,
})

export const ambiguous = (line: LineEvent, candidates: ReadonlyArray<LineEvent>, source: string): Doubt => {
  const ids = candidates.map(({ lineId }) => lineId)
  return {
    problem: "ambiguous",
    id: line.lineId,
    line,
    detail: {
      sv: `raden tar tillbaka en av flera rader: ${ids.join(", ")}`,
      en: `the line takes back one of several lines: ${ids.join(", ")}`,
    },
    fingerprint: fingerprintOf(["ambiguous", line.lineId, ...ids]),
    source,
  }
}

const fingerprintOf = (parts: ReadonlyArray<string>): string =>
  createHash("sha256").update(parts.join("\n")).digest("hex")

/** As the journal keeps it; `index` is its position in the run, from 0. */
export const toQuarantined = (doubt: Doubt, profile: string, serial: number, index: number): Quarantined => ({
  profile,
  dataset: "payouts",
  serial,
  seq: index + 1,
  case_id: doubt.id ?? null,
  problem: doubt.problem,
  detail: doubt.detail.en,
  fingerprint: doubt.fingerprint,
  source: doubt.source,
})
