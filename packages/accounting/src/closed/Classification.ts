/**
 * What a run says about a document it has read, given what the journal last said about that case. Pure: the whole rule
 * of "each closed case once, changes as corrections, the rest to a person" stands here.
 */
import type { Document } from "@amili-cases/core/Document"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { Bilingual } from "@amili-cases/sheets/Column"
import { noDate, unknownReason, unreadable } from "../cases/Details.ts"
import type { Change, Problem } from "../cases/Row.ts"
import type { Entry, Facts } from "./Entries.ts"
import { factsOf } from "../cases/Facts.ts"
import type { ExportedCase } from "../cases/ExportedCase.ts"

/** Both ISO. A case closed before `floor` was left out on purpose; one closed at `until` or later waits for the next run. */
export interface Limits {
  readonly floor: string | undefined
  readonly until: string | undefined
}

export type Classification =
  /** Closed, and never exported: a row. */
  | { readonly _tag: "New"; readonly value: ExportedCase; readonly facts: Facts }
  /** Exported before, and no longer what it was. */
  | {
      readonly _tag: "Correction"
      readonly value: ExportedCase
      readonly facts: Facts
      readonly change: Change
      readonly previous: Entry
    }
  /** Cannot be a row without a person. */
  | { readonly _tag: "Unclear"; readonly unclear: Unclear }
  /** Nothing to say: open and never exported, said before, outside the limits. */
  | { readonly _tag: "Nothing"; readonly why: "open" | "known" | "later" | "earlier" }

export interface Unclear {
  readonly problem: Problem
  readonly caseId: string | undefined
  readonly detail: Bilingual
  /** Without `value` when the document could not be read. */
  readonly value: ExportedCase | undefined
  /** What makes the problem another one when it changes. */
  readonly about: string
}

export const classify = (
  document: Document<ExportedCase>,
  known: Entry | undefined,
  serial: number | undefined,
  limits: Limits,
): Classification => {
  if (document._tag === "Malformed")
    return unclear("undecodable", document.id, unreadable(document.problem), undefined, document.source)
  const { value } = document
  const facts = factsOf(value)
  // Read twice by this run, and changed in between perhaps: the next run sees the change.
  if (known !== undefined && known.serial === serial) return nothing("known")
  if (known !== undefined) return again(value, facts, known)
  if (value.closed === undefined) return nothing("open")
  if (facts.closedAt === undefined) {
    return unclear("undated", value.id, noDate, value, JSON.stringify(facts))
  }
  if (limits.floor !== undefined && facts.closedAt < limits.floor) return nothing("earlier")
  if (limits.until !== undefined && facts.closedAt >= limits.until) return nothing("later")
  return { _tag: "New", value, facts }
}

/** A row whose reason nobody has classed is exported, and shown to a person as well. */
export const unclassified = (value: ExportedCase, classes?: SettlementClass.Overrides): Unclear | undefined => {
  const reason = value.closed?.reason
  if (value.closed === undefined || SettlementClass.of(reason, classes) !== "unclassified") return undefined
  return {
    problem: "unclassified",
    caseId: value.id,
    detail: unknownReason(reason),
    value,
    about: JSON.stringify(factsOf(value)),
  }
}

const again = (value: ExportedCase, facts: Facts, previous: Entry): Classification => {
  const correction = (change: Change): Classification => ({ _tag: "Correction", value, facts, change, previous })
  if (value.closed === undefined) return previous.kind === "reopened" ? nothing("known") : correction("reopened")
  if (previous.kind === "reopened") return correction("closed_again")
  return sameFacts(facts, previous) ? nothing("known") : correction("changed")
}

const sameFacts = (a: Facts, b: Facts): boolean =>
  a.closedAt === b.closedAt && a.reason === b.reason && a.currency === b.currency && a.amount === b.amount

const unclear = (
  problem: Problem,
  caseId: string | undefined,
  detail: Bilingual,
  value: ExportedCase | undefined,
  about: string,
): Classification => ({ _tag: "Unclear", unclear: { problem, caseId, detail, value, about } })

const nothing = (why: "open" | "known" | "later" | "earlier"): Classification => ({ _tag: "Nothing", why })
