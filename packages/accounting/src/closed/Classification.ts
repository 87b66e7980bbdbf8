/**
 * What a run says about a document it has read, given what the journal last said about that case. Pure: the whole rule
 * of "each closed case once, changes as corrections, the rest to a person" stands here.
 */
import type { Document } from "@amili-cases/core/Document"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { dayOfIso } from "@amili-cases/export-engine/run/Instant"
import type { Bilingual } from "@amili-cases/sheets/Column"
import { closedInFuture, noDate, unknownReason, unreadable } from "../cases/Details.ts"
import type { Edition } from "../cases/Edition.ts"
import type { ExportedCase } from "../cases/ExportedCase.ts"
import { factsOf } from "../cases/Facts.ts"
import { readable } from "../cases/readable.ts"
import { comparableSource, sourceAsBefore } from "../privacy/sourceWithoutDebtor.ts"
import type { Change, Problem } from "../cases/Row.ts"
import type { Entry, Facts } from "./records/Entries.ts"

/** All ISO. A case closed before `floor` was left out on purpose; one closed at `until` or later waits for the next run. */
export interface Limits {
  readonly floor: string | undefined
  readonly until: string | undefined
  /** A case closed at it or later has a date that nobody can know yet: a person must look at it. */
  readonly future?: string | undefined
  /** The run ended with a period that was over: what was closed after it is left to the next run, corrections too. */
  readonly endsEarlier?: boolean | undefined
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
  /** The case, where its document could be read. */
  readonly value: ExportedCase | undefined
  /** What could be read of a document that as a whole cannot. */
  readonly parts?: Partial<ExportedCase>
  /** What makes the problem another one when it changes. */
  readonly about: string
  /** The same as journals of the first edition have it. */
  readonly aboutBefore?: string
}

export const classify = (
  document: Document<ExportedCase>,
  known: Entry | undefined,
  limits: Limits,
  edition?: Edition,
): Classification => {
  if (document._tag === "Malformed") {
    const { id, problem, source } = document
    return {
      _tag: "Unclear",
      unclear: {
        problem: "undecodable",
        caseId: id,
        detail: unreadable(problem),
        value: undefined,
        parts: readable(source),
        about: comparableSource(source),
        aboutBefore: edition === 1 ? source : sourceAsBefore(source),
      },
    }
  }
  const { value } = document
  const facts = factsOf(value)
  if (known !== undefined) {
    const { closedAt } = facts
    const isLater = limits.endsEarlier === true && closedAt !== undefined && closedAt >= (limits.until ?? closedAt)
    return isLater ? nothing("later") : again(value, facts, known, edition)
  }
  if (value.closed === undefined) return nothing("open")
  if (facts.closedAt === undefined) return unclear("undated", noDate, value, JSON.stringify(facts))
  if (limits.floor !== undefined && facts.closedAt < limits.floor) return nothing("earlier")
  if (limits.future !== undefined && facts.closedAt >= limits.future) {
    const detail = closedInFuture(dayOfIso(facts.closedAt) ?? facts.closedAt)
    return unclear("future", detail, value, facts.closedAt)
  }
  if (limits.until !== undefined && facts.closedAt >= limits.until) return nothing("later")
  return { _tag: "New", value, facts }
}

/** A row that is shown to a person as well: its reason has no class, or an exported case has lost its close date. */
export const doubtOf = (
  { _tag, facts, value }: Extract<Classification, { readonly _tag: "New" | "Correction" }>,
  classes?: SettlementClass.Overrides,
  edition?: Edition,
): Unclear | undefined => {
  if (value.closed === undefined) return undefined
  const about = JSON.stringify(facts)
  if (edition !== 1 && facts.closedAt === undefined)
    return { problem: "undated", caseId: value.id, detail: noDate, value, about }
  const { reason } = value.closed
  if (SettlementClass.of(reason, classes) !== "unclassified") return undefined
  const problem = edition !== 1 && _tag === "Correction" ? "unclassified_correction" : "unclassified"
  return { problem, caseId: value.id, detail: unknownReason(reason), value, about }
}

const again = (value: ExportedCase, facts: Facts, previous: Entry, edition: Edition | undefined): Classification => {
  const correction = (change: Change): Classification => ({ _tag: "Correction", value, facts, change, previous })
  if (value.closed === undefined) return previous.kind === "reopened" ? nothing("known") : correction("reopened")
  if (previous.kind === "reopened") return correction("closed_again")
  const same = edition === 1 ? sameFacts : looksTheSame
  if (!same(facts, previous)) return correction("changed")
  // Shown to a person with its correction, and waiting for one as long as it has no date.
  return edition !== 1 && facts.closedAt === undefined
    ? unclear("undated", noDate, value, JSON.stringify(facts))
    : nothing("known")
}

const sameFacts = (a: Facts, b: Facts): boolean =>
  a.closedAt === b.closedAt && a.reason === b.reason && a.currency === b.currency && a.amount === b.amount

/** Files show days, and an empty text as none. */
const looksTheSame = (a: Facts, b: Facts): boolean =>
  dayOfIso(a.closedAt) === dayOfIso(b.closedAt) &&
  (a.reason ?? "") === (b.reason ?? "") &&
  (a.currency ?? "") === (b.currency ?? "") &&
  a.amount === b.amount

const unclear = (problem: Problem, detail: Bilingual, value: ExportedCase, about: string): Classification => ({
  _tag: "Unclear",
  unclear: { problem, caseId: value.id, detail, value, about },
})

const nothing = (why: "open" | "known" | "later" | "earlier"): Classification => ({ _tag: "Nothing", why })
