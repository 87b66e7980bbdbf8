/** A draft: what is to be booked up to the end of a month, for a person to approve. Nothing of it counts. */
import type { Overrides } from "@amili-cases/core/SettlementClass"
import * as Money from "@amili-cases/core/Money"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import * as Session from "@amili-cases/export-engine/run/Session"
import * as Staging from "@amili-cases/export-engine/run/Staging"
import { create } from "@amili-cases/sheets/bytes/sink"
import type { WrittenFile } from "@amili-cases/export-engine/dataset/Output"
import * as Array from "effect/Array"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type { Month } from "../../reconcile/time/Month.ts"
import { dataHash, emittedOf, encode } from "../emit/stored.ts"
import { VouchersUnbalanced } from "../emit/errors.ts"
import { writeVouchers } from "../emit/writing.ts"
import { accountRows, type Names, questionLine } from "../files/rows.ts"
import { vouchersOutput } from "../files/VouchersOutput.ts"
import { VoucherDecisions, type QuestionRow } from "../journal/Decisions.ts"
import { Vouchers } from "../journal/Vouchers.ts"
import * as DecisionLog from "../log/DecisionLog.ts"
import { type AccountMap, companyOf } from "../map/AccountMap.ts"
import type { Books } from "../map/readMap.ts"
import type { Voucher } from "../rules/grouped.ts"
import { sumOf } from "../rules/Posting.ts"
import { ruleVersion } from "../rules/version.ts"
import { prepare } from "./prepare.ts"

export interface Request {
  readonly settings: RunSettings
  readonly books: Books
  readonly classes: Overrides
  readonly month: Month
  /** The clock of this machine: the API is not asked. */
  readonly now: DateTime.Utc
}

export interface DraftOutcome extends Outcome {
  readonly month: string
  readonly vouchers: ReadonlyArray<Voucher>
  readonly questions: ReadonlyArray<QuestionRow>
  /** Approved before, and not emitted. */
  readonly approved: number
}

const dataset = "vouchers"
const batch = 500

export const run = ({ books, classes, month, now, settings }: Request) =>
  Effect.gen(function* () {
    const { folder, profile } = settings
    const { recovered } = yield* Session.open(settings)
    yield* DecisionLog.catchUp(settings)
    const journal = yield* Vouchers
    const decisions = yield* VoucherDecisions
    const prepared = yield* prepare({ profile, books, classes, through: month.to })
    const wrong = prepared.vouchers.find(({ shares }) => shares.some(({ postings }) => sumOf(postings) !== 0n))
    if (wrong !== undefined)
      return yield* new VouchersUnbalanced({
        message: `voucher ${wrong.id} would not balance`,
        hint: "nothing was drafted; please report this",
        swedish: {
          message: `verifikat ${wrong.id} skulle inte balansera`,
          hint: "inget förslag har gjorts; rapportera det här",
        },
      })
    yield* journal.replaceDrafts(profile, prepared.vouchers, ruleVersion)
    yield* decisions.replaceQuestions(profile, prepared.questions)
    const questions = yield* decisions.questions(profile)
    const approved = (yield* journal.waiting(profile)).length
    const folders = yield* Folder
    const base = Naming.outsideBase(profile, dataset, "draft", month.name, now)
    // A failed or interrupted draft leaves nothing behind.
    yield* Effect.addFinalizer(() => Effect.ignore(folders.clear(folder, (name) => name.startsWith(base))))
    const staging = yield* Staging.open(vouchersOutput, {
      dataset,
      settings: { ...settings, formats: ["xlsx"], perCreditor: false },
      creditors: [],
      startedAt: now,
      serial: undefined,
      base,
      folder,
    })
    const names = namesIn(books.map)
    yield* writeVouchers(staging.write, prepared.vouchers, names)
    for (const some of Array.chunksOf(questions.map(questionLine), batch)) yield* staging.write("questions", some)
    const emitted = prepared.vouchers.map((voucher) => emittedOf({ ...voucher, ...fresh }))
    for (const some of Array.chunksOf(emitted, batch))
      yield* staging.archive(some.map((voucher) => encode({ voucher })))
    const hash = dataHash(emitted)
    const document = yield* writeJson(folders.staged(folder, `${base}.json`), `${base}.json`, month.name, {
      vouchers: prepared.vouchers.map((voucher) => documentOf(voucher, names)),
      questions: questions.map(questionLine).map(({ id: number, ...question }) => ({ number, ...question })),
    })
    const totals = accountRows(prepared.vouchers, names)
    const counts = { vouchers: prepared.vouchers.length, questions: questions.length, approved }
    const sums = [...new Set(totals.map(({ currency }) => currency))].toSorted().map((currency) => ({
      currency,
      count: prepared.vouchers.filter((voucher) => voucher.currency === currency).length,
      sum: Money.formatMinor(totals.reduce((sum, row) => (row.currency === currency ? sum + row.debit : sum), 0n)),
    }))
    const sealed = yield* staging.seal(
      {
        closing: { dataHash: hash, vouchers: prepared.vouchers.length },
        counts,
        sums,
        details: {},
        dataSha256: hash,
        others: Effect.succeed([document]),
      },
      undefined,
    )
    for (const { name, sha256 } of sealed.files) yield* folders.publish(folder, name, sha256)
    yield* folders.flushFolder(folder)
    const outcome: DraftOutcome = {
      dataset,
      serial: undefined,
      counts,
      sums,
      from: undefined,
      until: month.end,
      month: month.name,
      vouchers: prepared.vouchers,
      questions,
      approved,
      files: sealed.files.map(({ name }) => folders.final(folder, name)),
      warnings: sealed.warnings,
      recovered,
    }
    return outcome
  }).pipe(Effect.scoped)

const fresh = { undoes: undefined, rebook: false, ruleVersion }

/** A voucher for a program; amounts are decimal text, debit positive. */
export const documentOf = (voucher: Voucher, names: Names) => ({
  number: voucher.id,
  creditorId: voucher.creditorId,
  company: names.company(voucher.creditorId),
  currency: voucher.currency,
  series: voucher.series,
  date: voucher.date,
  fiscalYear: voucher.year,
  text: voucher.text,
  sources: voucher.shares.map(({ caseId, payoutId, postings, source }) => ({
    ...source,
    caseId,
    payoutId,
    transactions: postings.map(({ account, amount, invoice }) => ({
      account,
      accountName: names.account(voucher.creditorId, account),
      amount: Money.formatMinor(amount),
      invoice,
    })),
  })),
})

export const namesIn = (map: AccountMap): Names => ({
  company: (creditor) => companyOf(map, creditor)?.name ?? "",
  account: (creditor, account) => companyOf(map, creditor)?.accounts[account]?.name ?? "",
})

/** One voucher or question a line, so that no text is as long as the draft. */
const writeJson = (path: string, name: string, month: string, lists: Readonly<Record<string, ReadonlyArray<object>>>) =>
  Effect.gen(function* () {
    const file = yield* create(path)
    const write = (text: string) => file.write(new TextEncoder().encode(text))
    yield* write(`{"month":${JSON.stringify(month)}`)
    for (const [key, list] of Object.entries(lists)) {
      yield* write(`,\n${JSON.stringify(key)}:[`)
      for (const [index, some] of Array.chunksOf(list, batch).entries())
        yield* write(`${index === 0 ? "" : ","}\n${some.map((one) => JSON.stringify(one)).join(",\n")}`)
      yield* write("]")
    }
    yield* write("}\n")
    const ended = yield* file.end
    const written: WrittenFile = {
      name,
      role: "json",
      written: { path, rows: 0, ...ended, sums: new Map(), notices: [] },
    }
    return written
  }).pipe(Effect.scoped)
