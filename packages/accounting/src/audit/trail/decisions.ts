/** What people decided, with who, when and why, from everywhere in the journal where such a thing is kept. */
import { type PurgedFile, purgedFiles } from "@amili-cases/export-engine/evidence/Purges"
import { hostOf } from "@amili-cases/export-engine/journal/Machine"
import { type Origin, Origins } from "@amili-cases/export-engine/journal/Origins"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Order from "effect/Order"
import { type Acknowledgement, Acknowledgements } from "../../closed/compare/Acknowledgements.ts"
import { BankRecords, type PayerRow } from "../../reconcile/journal/BankRecords.ts"
import { type Opening, Stands } from "../../reconcile/journal/Stands.ts"
import { VoucherDecisions } from "../../vouchers/journal/Decisions.ts"
import type { Decided } from "./Decided.ts"
import { nameOf, type Processing } from "./Processing.ts"
import { toldOf } from "./voucherDecisions.ts"

export const decisionsOf = (profile: string, runs: ReadonlyArray<Processing>) =>
  Effect.gen(function* () {
    const all = [
      ...runs.flatMap(abandoned),
      ...runs.flatMap(final),
      ...(yield* (yield* Stands).openings(profile)).map(opening),
      ...(yield* (yield* Origins).all(profile)).flatMap(moved),
      ...purges(yield* purgedFiles(profile)),
      ...(yield* (yield* BankRecords).payers(profile)).map(confirmed),
      ...(yield* (yield* VoucherDecisions).all(profile)).map(toldOf),
      ...acknowledged(yield* (yield* Acknowledgements).all(profile)),
    ]
    return Array.sort(all, byTime)
  })

const byTime = Order.combine(
  Order.mapInput(Order.string, ({ at }: Decided) => at),
  Order.mapInput(Order.string, ({ what }: Decided) => what),
)

const abandoned = (processing: Processing): ReadonlyArray<Decided> => {
  const { abandonment: record } = processing
  if (record === undefined) return []
  const { abandonedAt: at, decided, files, folder, machine } = record
  const what = `Körning ${nameOf(processing)} uppgavs: dess ${files.length} filer gick förlorade i ${folder} på ${hostOf(machine)}. Inget i den räknas; ärendena kommer i nästa körning.`
  return [{ at, by: decided?.by, reason: decided?.reason, what }]
}

const final = (processing: Processing): ReadonlyArray<Decided> => {
  const { stand } = processing
  if (stand?.is_final !== 1) return []
  return [
    {
      at: stand.locked_at ?? processing.run.started_at,
      by: stand.decided_by ?? undefined,
      reason: stand.reason ?? undefined,
      what: `Månaden ${stand.month} låstes med ${nameOf(processing)}: det som blir känt senare hör till nästa månad.`,
    },
  ]
}

const opening = ({ day, decided_at, decided_by, reason }: Opening): Decided => ({
  at: decided_at,
  by: decided_by,
  reason,
  what: `Avstämningen börjar ${day}: det som bokfördes före den dagen är ingående balans.`,
})

/** The first address is where the journal begins, and nobody's decision. */
const moved = ({ api, decided_by, reason, seq, since }: Origin, index: number, all: ReadonlyArray<Origin>) => {
  if (seq === 1) return []
  const before = all[index - 1]?.api ?? ""
  const what = `Amilis API fick en ny adress: ${api} (tidigare ${before}).`
  return [{ at: since, by: decided_by ?? undefined, reason: reason ?? undefined, what }]
}

/** The files of a run that were purged at once are one decision. */
const purges = (files: ReadonlyArray<PurgedFile>): ReadonlyArray<Decided> =>
  groups(files, ({ dataset, purged_at, serial }) => `${purged_at} ${dataset} ${serial}`).map(([first, ...others]) => ({
    at: first.purged_at,
    by: first.decided_by ?? undefined,
    reason: first.reason ?? undefined,
    what: `Gäldenärsuppgifter togs bort ur ${first.dataset} ${first.serial}: ${[first, ...others].map(({ name }) => name).join(", ")}. Kopior utan dem finns kvar.`,
  }))

const confirmed = ({ creditor_id, decided_at, decided_by, number, reason, receiving, scheme }: PayerRow): Decided => ({
  at: decided_at,
  by: decided_by,
  reason,
  what: `Kontot ${`${scheme} ${number}`.trim()} bekräftades som Amilis, för utbetalningar till borgenär ${creditor_id}${receiving === null ? "" : ` på konto ${receiving}`}.`,
})

/** Cases that were acknowledged at once are one decision. */
const acknowledged = (said: ReadonlyArray<Acknowledgement>): ReadonlyArray<Decided> =>
  groups(said, ({ at, reason, said_by }) => JSON.stringify([at, said_by, reason])).map(([first, ...others]) => ({
    at: first.at,
    by: first.said_by,
    reason: first.reason,
    what: `Det är känt att Amili inte längre har exporterade ärenden: ${[first, ...others].map(({ case_id }) => case_id).join(", ")}.`,
  }))

const groups = <A>(all: ReadonlyArray<A>, keyOf: (one: A) => string) => Object.values(Array.groupBy(all, keyOf))
