/** Every closed case of the API against the journal. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Finding } from "@amili-cases/export-engine/evidence/Verify"
import { Checkpoints, scopeOf } from "@amili-cases/export-engine/journal/Checkpoints"
import * as Progress from "@amili-cases/export-engine/report/Progress"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { CaseReader, Wanted } from "../cases/CaseReader.ts"
import { type Acknowledgement, Acknowledgements, keyOf } from "./compare/Acknowledgements.ts"
import { compare } from "./compare/compare.ts"
import { whatBecameOf } from "./compare/whatBecameOf.ts"
import * as Window from "./Window.ts"

export const missing = "closed, but never exported"
export const changed = "changed since it was exported"
export const reopened = "opened again since it was exported"
export const noSuchCase = "exported, but the API has no such case now"

export interface Verified {
  /** Closed cases that were compared; undefined when no closed run of these creditors says up to when they are known. */
  readonly checked: number | undefined
  readonly findings: ReadonlyArray<Finding>
  /** Known findings that are not among them. */
  readonly acknowledged: ReadonlyArray<Acknowledgement>
  readonly until: DateTime.Utc | undefined
}

export const verify = (profile: string, creditors: ReadonlyArray<CreditorId>) =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    const checkpoint = Option.getOrUndefined(
      yield* (yield* Checkpoints).covering(profile, "closed", scopeOf(creditors)),
    )
    if (checkpoint === undefined) {
      const nothing: Verified = { checked: undefined, findings: [], acknowledged: [], until: undefined }
      return nothing
    }
    const limits = Window.limitsOf(checkpoint)
    const scope = { creditors, debtors: false }
    const documents = reader
      .walk(Wanted.Closed(), scope)
      .pipe(
        Progress.counted(
          { en: "closed cases", sv: "avslutade ärenden" },
          Effect.option(reader.count(Wanted.Closed(), scope)),
        ),
      )
    const found = yield* compare(documents, { profile, creditors, limits, after: "", most: undefined })
    const fates = yield* whatBecameOf(found.absent.map(({ caseId }) => caseId))
    const gone = found.absent.filter(({ caseId }) => fates.deleted.includes(caseId))
    const acknowledged = (yield* (yield* Acknowledgements).all(profile)).filter((one) =>
      gone.some((entry) => keyOf(entry) === keyOf(one)),
    )
    const known = new Set(acknowledged.map(keyOf))
    const deleted = gone.filter((entry) => !known.has(keyOf(entry))).map(({ caseId }) => caseId)
    const findingsOf = (problem: string, ids: ReadonlyArray<string>): ReadonlyArray<Finding> =>
      ids.map((subject) => ({ problem, subject }))
    const verified: Verified = {
      checked: found.checked,
      findings: [
        ...findingsOf(missing, found.missing),
        ...findingsOf(changed, found.changed),
        ...findingsOf(reopened, fates.reopened),
        ...findingsOf(noSuchCase, deleted),
      ],
      acknowledged,
      until: DateTime.unsafeMake(checkpoint.until),
    }
    return verified
  })
