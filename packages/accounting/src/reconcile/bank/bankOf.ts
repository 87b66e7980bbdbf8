/** What is known of the bank: what earlier runs have kept, and what the files say that are given now. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Coverage } from "../../bank/match/Arrivals.ts"
import { minorOf } from "../../cases/Facts.ts"
import { PayoutEvents } from "../../payouts/journal/PayoutEvents.ts"
import type { Bank } from "../build/request.ts"
import { type BankAddition, BankRecords, payerOf } from "../journal/BankRecords.ts"
import { readBank, type Recognisable } from "./readBank.ts"

const nothing: BankAddition = { files: [], coverage: [], transfers: [] }

export const bankOf = (profile: string, paths: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const records = yield* BankRecords
    const kept = yield* records.kept(profile)
    const payers = yield* records.payers(profile)
    const { addition, warnings } =
      paths.length === 0
        ? { addition: nothing, warnings: [] }
        : yield* readBank(paths, { payers: payers.map(payerOf), ...(yield* recognisable(profile)) })
    const isNew = new Set(kept.files.map(({ sha256 }) => sha256))
    const bank: Bank = {
      files: [...kept.files, ...addition.files.filter(({ sha256 }) => !isNew.has(sha256))].toSorted((a, b) =>
        a.sha256 < b.sha256 ? -1 : 1,
      ),
      coverage: joined([...kept.coverage, ...addition.coverage]),
      // As it was read last: an account may have been confirmed since. In one order, whichever file they came in.
      transfers: [
        ...new Map([...kept.transfers, ...addition.transfers].map((transfer) => [transfer.key, transfer])).values(),
      ].toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    }
    return { addition, bank, payers, warnings }
  })

/** One for each creditor: days between two files count as covered. */
const joined = (all: ReadonlyArray<Coverage>): ReadonlyArray<Coverage> => {
  const byCreditor = new Map<string, Coverage>()
  for (const one of all) {
    const known = byCreditor.get(one.creditorId) ?? one
    byCreditor.set(one.creditorId, {
      creditorId: one.creditorId,
      from: one.from < known.from ? one.from : known.from,
      to: one.to > known.to ? one.to : known.to,
    })
  }
  return [...byCreditor.values()].toSorted((a, b) => (a.creditorId < b.creditorId ? -1 : 1))
}

const recognisable = (profile: string) =>
  Effect.gen(function* () {
    const payouts: Array<Recognisable> = []
    const currencies = new Set<string>()
    yield* Stream.runForEach((yield* PayoutEvents).whole(profile), (events) =>
      Effect.sync(() => {
        const { creditorId, currency, payoutReference, total } = events.at(-1) ?? events[0]
        const amount = minorOf(total)
        if (currency !== null) currencies.add(currency)
        if (amount !== undefined && amount !== 0n && creditorId !== null && payoutReference !== null)
          payouts.push({ creditorId, reference: payoutReference, amount })
      }),
    )
    return { payouts, currencies }
  })
