/** What the journal knows of how it came about: the runs of every dataset, and what people decided. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import type { Origins } from "@amili-cases/export-engine/journal/Origins"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import type { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import type { Acknowledgements } from "../../closed/compare/Acknowledgements.ts"
import { DatasetName } from "../../DatasetName.ts"
import type { BankRecords } from "../../reconcile/journal/BankRecords.ts"
import { Stands } from "../../reconcile/journal/Stands.ts"
import type { VoucherDecisions } from "../../vouchers/journal/Decisions.ts"
import type { Decided } from "./Decided.ts"
import { decisionsOf } from "./decisions.ts"
import * as Processing from "./Processing.ts"

export interface Trail {
  readonly profile: string
  /** By dataset, and within it by number. */
  readonly runs: ReadonlyArray<Processing.Processing>
  /** Oldest first. */
  readonly decisions: ReadonlyArray<Decided>
}

type Services = Acknowledgements | BankRecords | Origins | Runs | SqlClient | Stands | VoucherDecisions

/** The whole trail of a profile. */
export const read = (profile: string): Effect.Effect<Trail, JournalError, Services> =>
  Effect.gen(function* () {
    const journal = yield* Runs
    const stands = new Map((yield* (yield* Stands).all(profile)).map((stand) => [stand.serial, stand]))
    const found = yield* Effect.forEach(DatasetName.literals, (dataset) => journal.settled(profile, dataset))
    const runs = yield* Effect.forEach(found.flat(), (run) =>
      Processing.make(run, run.dataset === "reconcile" ? stands.get(run.serial) : undefined),
    )
    return { profile, runs, decisions: yield* decisionsOf(profile, runs) }
  })

/** A part of time: `from` inclusive, `until` exclusive; ISO. */
export interface Span {
  readonly from: string | undefined
  readonly until: string | undefined
}

export const isIn = ({ from, until }: Span, at: string): boolean =>
  (from === undefined || Date.parse(at) >= Date.parse(from)) &&
  (until === undefined || Date.parse(at) < Date.parse(until))
