/** A run that emits what is approved: SIE files, each voucher in one of them and never again. */
import * as Money from "@amili-cases/core/Money"
import { Machine } from "@amili-cases/export-engine/journal/Machine"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import * as RunHandle from "@amili-cases/export-engine/run/RunHandle"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import * as Session from "@amili-cases/export-engine/run/Session"
import * as Staging from "@amili-cases/export-engine/run/Staging"
import * as Array from "effect/Array"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { accountRows } from "../files/rows.ts"
import { vouchersOutput } from "../files/VouchersOutput.ts"
import { VoucherDecisions } from "../journal/Decisions.ts"
import { Vouchers } from "../journal/Vouchers.ts"
import * as DecisionLog from "../log/DecisionLog.ts"
import type { Books } from "../map/readMap.ts"
import { filesOf, namesOf } from "./headings.ts"
import * as SieFile from "./sieFile.ts"
import { dataHash, encode, inOrder, voucherOf } from "./stored.ts"
import { writeVouchers } from "./writing.ts"

export interface Request {
  readonly settings: RunSettings
  readonly books: Books
  /** The clock of this machine: the API is not asked. */
  readonly now: DateTime.Utc
}

const dataset = "vouchers"

/** Documents that are archived at once. */
const batch = 500

export const run = ({ books, now, settings }: Request) =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const { recovered, token } = yield* Session.open(settings)
    yield* DecisionLog.catchUp(settings)
    const journal = yield* Vouchers
    const decisions = yield* VoucherDecisions
    const runs = yield* Runs
    const vouchers = inOrder(yield* journal.waiting(profile))
    const about = { dataset, recovered, from: undefined, until: isoOf(now) }
    if (vouchers.length === 0) {
      const nothing: Outcome = {
        ...about,
        serial: undefined,
        counts: { vouchers: 0 },
        sums: [],
        files: [],
        warnings: [],
      }
      return nothing
    }
    const files = yield* filesOf(vouchers, books.map, { startedAt: now, tool: settings.tool })
    // Before there is a run: what a receiver would refuse has no number.
    const sie = yield* Effect.forEach(files, (file) =>
      Effect.map(SieFile.bytesOf(file.heading, file.vouchers), (bytes) => ({ ...file, bytes })),
    )
    const handle = yield* RunHandle.begin({
      profile,
      dataset,
      token,
      machine: (yield* Machine).id,
      folder,
      scope: "",
      started_at: isoOf(now),
      window_from: null,
      window_until: null,
      changed_since: null,
      floor: null,
    })
    const { serial } = handle.run
    const place: Staging.Place = {
      dataset,
      settings: { ...settings, perCreditor: false },
      creditors: [],
      startedAt: now,
      serial,
      base: Naming.base(profile, dataset, serial, now),
      folder,
      token,
    }
    const staging = yield* Staging.open(vouchersOutput, place)
    yield* runs.whileOurs(
      handle.run,
      journal.emit(
        profile,
        serial,
        vouchers.map(({ id }) => id),
      ),
    )
    const headings = files.map(({ heading }) => heading)
    const names = namesOf(headings)
    const written = vouchers.map(voucherOf)
    yield* writeVouchers(staging.write, written, names)
    yield* staging.archive(headings.map((heading) => encode({ heading })))
    for (const some of Array.chunksOf(vouchers, batch))
      yield* staging.archive(some.map((voucher) => encode({ voucher })))
    // Whole, so that a journal that is made again knows who has decided what.
    yield* Stream.runForEach(decisions.whole(profile), (some) =>
      staging.archive(some.map((decision) => encode({ decision }))),
    )
    const folders = yield* Folder
    const target = { base: place.base, staged: staging.staged }
    const sieFiles = yield* Effect.forEach(sie, ({ bytes, heading, vouchers: own }) =>
      SieFile.write(target, heading, bytes, own.length),
    )
    const hash = dataHash(vouchers)
    const totals = accountRows(written, names)
    const sums = [...new Set(totals.map(({ currency }) => currency))].toSorted().map((currency) => ({
      currency,
      count: vouchers.filter((voucher) => voucher.currency === currency).length,
      sum: Money.formatMinor(totals.reduce((sum, row) => (row.currency === currency ? sum + row.debit : sum), 0n)),
    }))
    const counts = { vouchers: vouchers.length, sieFiles: files.length }
    const sealed = yield* staging.seal(
      {
        closing: { dataHash: hash, vouchers: vouchers.length },
        counts,
        sums,
        details: {},
        dataSha256: hash,
        warningsAfter: sie.flatMap(({ bytes, heading }) =>
          bytes.warnings.map(({ en, sv }) => ({ en: `${heading.company}: ${en}`, sv: `${heading.company}: ${sv}` })),
        ),
        others: Effect.succeed(sieFiles),
      },
      handle.previous,
    )
    yield* RunHandle.complete(handle, sealed)
    const outcome: Outcome = {
      ...about,
      serial,
      counts,
      sums,
      files: sealed.files.map((file) => folders.final(folder, file.name)),
      warnings: sealed.warnings,
    }
    return outcome
  }).pipe(Effect.scoped)
