/** Approves, decides and reverses: each with who and why, in the journal. The lock is held meanwhile. */
import { type JournalError, ofSql } from "@amili-cases/export-engine/database/JournalError"
import { transaction } from "@amili-cases/export-engine/database/statement"
import type { Decision } from "@amili-cases/export-engine/evidence/Decision"
import { Lock } from "@amili-cases/export-engine/journal/Lock"
import { isoOf } from "@amili-cases/export-engine/run/Instant"
import { SqlClient } from "@effect/sql/SqlClient"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { VouchersRefused } from "../emit/errors.ts"
import { type Deciding, VoucherDecisions } from "../journal/Decisions.ts"
import { type Kept, Vouchers } from "../journal/Vouchers.ts"
import * as DecisionLog from "../log/DecisionLog.ts"
import type { Books } from "../map/readMap.ts"
import { companyOf } from "../map/AccountMap.ts"
import { dated } from "../rules/dating.ts"
import type { Voucher } from "../rules/grouped.ts"
import { merged, negated } from "../rules/Posting.ts"
import { idOf, isBefore, keyOf, type Source } from "../rules/Source.ts"
import { fitted, withDay } from "../rules/texts.ts"
import { ruleVersion } from "../rules/version.ts"
import { type Answer, decidingOf } from "./answers.ts"
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import * as Option from "effect/Option"

/** Runs while nobody else changes the journal of the profile, and adds to the decision log what was decided; `at` is now. */
const locked = <A, E, R>(place: DecisionLog.Place, change: (at: string) => Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const at = isoOf(yield* DateTime.now)
    yield* (yield* Lock).hold(place.profile, at)
    const end = yield* DecisionLog.check(place)
    const changed = yield* change(at)
    yield* DecisionLog.append(place, end)
    return changed
  }).pipe(Effect.scoped)

/** What is decided and what becomes of it, both or neither. */
const together = (changes: Effect.Effect<void, JournalError>) =>
  Effect.flatMap(SqlClient, (sql) =>
    changes.pipe(
      transaction(sql),
      Effect.mapError((error) => (error._tag === "SqlError" ? ofSql(error) : error)),
    ),
  )

/** Approves drafts: those whose numbers begin so, or all. Returns what was approved. */
export const approve = (place: DecisionLog.Place, wanted: ReadonlyArray<string> | "all", decision: Decision) =>
  locked(place, (at) =>
    Effect.gen(function* () {
      const { profile } = place
      const journal = yield* Vouchers
      const decisions = yield* VoucherDecisions
      const drafts = yield* journal.drafts(profile)
      const chosen = wanted === "all" ? drafts : yield* Effect.forEach(wanted, (start) => one(profile, drafts, start))
      const ids = new Set(chosen.map(({ id }) => id))
      const left = drafts.filter(({ id }) => !ids.has(id))
      const held = new Map<string, ReadonlyArray<Kept>>()
      for (const draft of left)
        for (const { source } of draft.shares) held.set(source.id, [...(held.get(source.id) ?? []), draft])
      for (const voucher of chosen)
        for (const { source } of voucher.shares) {
          const earlier = held
            .get(source.id)
            ?.find(({ shares }) =>
              shares.some(
                (share) =>
                  share.source.kind === source.kind && share.source.id === source.id && isBefore(share.source, source),
              ),
            )
          if (earlier !== undefined)
            return yield* new VouchersRefused({
              message: `voucher ${voucher.id} follows voucher ${earlier.id}, which is not approved: both are about ${source.kind} ${source.id}`,
              hint: `approve ${earlier.id} too`,
              swedish: {
                message: `verifikat ${voucher.id} följer på verifikat ${earlier.id}, som inte är godkänt: båda gäller ${source.kind} ${source.id}`,
                hint: `godkänn ${earlier.id} också`,
              },
            })
        }
      const approvals = [...ids].map((voucher_id): Deciding => ({ what: "approve", voucher_id }))
      yield* together(
        Effect.zipRight(journal.approve(profile, [...ids]), decisions.add(profile, approvals, decision, at)),
      )
      return chosen
    }),
  )

/** Decides questions by their numbers: all of them or none. Drafts about the same subjects are removed. */
export const decide = (place: DecisionLog.Place, answers: ReadonlyArray<Answer>, decision: Decision) =>
  locked(place, (at) =>
    Effect.gen(function* () {
      const { profile } = place
      const vouchers = yield* Vouchers
      const decisions = yield* VoucherDecisions
      const questions = yield* decisions.questions(profile)
      const decided: Array<{ readonly id: string; readonly deciding: Deciding }> = []
      for (const { number, place: row, text } of answers) {
        const [question, another] = questions.filter(({ id }) => id.startsWith(number))
        if (question === undefined || another !== undefined || number.length < shortest)
          return yield* new VouchersRefused({
            message: `${row}: ${question === undefined ? "there is no question" : "there are several questions"} ${number}`,
            hint: "see amili-export vouchers list; amili-export vouchers draft asks anew",
            swedish: {
              message: `${row}: ${question === undefined ? "det finns ingen fråga" : "det finns flera frågor"} ${number}`,
              hint: "se amili-export vouchers list; amili-export vouchers draft frågar på nytt",
            },
          })
        const deciding = decidingOf(question, text)
        if (Either.isLeft(deciding))
          return yield* new VouchersRefused({
            message: `${row}: "${text}" is no answer to question ${question.id}: ${question.why}`,
            hint: deciding.left,
            swedish: {
              message: `${row}: "${text}" är inget svar på fråga ${question.id}: ${question.why}`,
              hint: deciding.left,
            },
          })
        decided.push({ id: question.id, deciding: deciding.right })
      }
      const all = decided.map(({ deciding }) => deciding)
      const subjects = all.flatMap(({ source_id }) => source_id ?? [])
      const answered = decided.map(({ id }) => id)
      yield* together(
        decisions
          .add(profile, all, decision, at)
          .pipe(
            Effect.zipRight(vouchers.removeDrafts(profile, subjects)),
            Effect.zipRight(decisions.answered(profile, answered)),
          ),
      )
      return decided.map(({ deciding, id }) => ({ id, ...deciding }))
    }),
  )

export interface Reversed {
  /** The voucher that takes it back; undefined where only the approval was withdrawn. */
  readonly by: Voucher | undefined
  readonly voucher: Kept
}

/**
 * Takes a voucher back: one that was emitted by a voucher of opposite amounts in an open period, an approved one by making
 * it a draft no more. With `rebook` its events are drafted again, by the rules as they are.
 */
export const reverse = (
  place: DecisionLog.Place,
  start: string,
  { books, decision, rebook }: { readonly books: Books; readonly decision: Decision; readonly rebook: boolean },
) =>
  locked(place, (at) =>
    Effect.gen(function* () {
      const { profile } = place
      const journal = yield* Vouchers
      const decisions = yield* VoucherDecisions
      const all = yield* journal.beginning(profile, start)
      const voucher = yield* one(
        profile,
        all.filter(({ state }) => state !== "draft"),
        start,
      )
      if (voucher.state === "approved") {
        yield* refuseFollowed(profile, voucher)
        const withdrawn: Deciding = { what: "withdraw", voucher_id: voucher.id }
        yield* together(
          Effect.zipRight(journal.withdraw(profile, voucher.id), decisions.add(profile, [withdrawn], decision, at)),
        )
        return { voucher, by: undefined } satisfies Reversed
      }
      const by = yield* opposite(profile, voucher, books)
      const subjects = voucher.shares.map(({ source }) => source.id)
      const reversed: Deciding = { what: "reverse", voucher_id: voucher.id, value: by.id }
      yield* together(
        journal
          .removeDrafts(profile, subjects)
          .pipe(
            Effect.zipRight(journal.add(profile, [by], { state: "approved", undoes: voucher.id, rebook, ruleVersion })),
            Effect.zipRight(decisions.add(profile, [reversed], decision, at)),
          ),
      )
      return { voucher, by } satisfies Reversed
    }),
  )

/** A withdrawn voucher must not leave behind one that takes it back. */
const refuseFollowed = (profile: string, voucher: Kept) =>
  Effect.gen(function* () {
    const journal = yield* Vouchers
    for (const { source } of voucher.shares) {
      const others = yield* journal.about(profile, source.id)
      const later = others.find(
        ({ id, shares, state }) =>
          id !== voucher.id &&
          state !== "draft" &&
          shares.some((share) => share.source.id === source.id && isBefore(source, share.source)),
      )
      if (later !== undefined)
        return yield* new VouchersRefused({
          message: `voucher ${later.id} follows ${voucher.id} and is approved: both are about ${source.kind} ${source.id}`,
          hint: `reverse ${later.id} first`,
          swedish: {
            message: `verifikat ${later.id} följer på ${voucher.id} och är godkänt: båda gäller ${source.kind} ${source.id}`,
            hint: `ta tillbaka ${later.id} först`,
          },
        })
    }
  })

/** What of the voucher still stands, the other way round. */
const opposite = (profile: string, voucher: Kept, books: Books) =>
  Effect.gen(function* () {
    const journal = yield* Vouchers
    const company = companyOf(books.map, voucher.creditorId)
    if (company === undefined)
      return yield* new VouchersRefused({
        message: `the account map has no company for creditor ${voucher.creditorId}`,
        hint: "add it to the map",
        swedish: {
          message: `kontoplanskartan har inget bolag för borgenär ${voucher.creditorId}`,
          hint: "lägg till det i kartan",
        },
      })
    const shares: Array<Voucher["shares"][number]> = []
    for (const share of voucher.shares) {
      const { source } = share
      if (source.part === "reversal" || source.part === "undo") continue
      const stored = (yield* journal.storedOf(profile, source.kind, [source.id])).get(source.id) ?? []
      // A later event, or a person, has taken it back already.
      const isTaken = stored.some((other) => takesBack(other.source, source))
      if (!isTaken)
        shares.push({ ...share, source: { ...source, part: "undo" }, postings: merged(negated(share.postings)) })
    }
    if (shares.length === 0)
      return yield* new VouchersRefused({
        message: `nothing of voucher ${voucher.id} stands: it takes something back itself, or has been taken back`,
        hint: `see amili-export vouchers explain ${voucher.id}`,
        swedish: {
          message: `inget av verifikat ${voucher.id} gäller: det tar självt tillbaka något, eller har tagits tillbaka`,
          hint: `se amili-export vouchers explain ${voucher.id}`,
        },
      })
    const day = Option.getOrThrow(CalendarDay.parse(voucher.date))
    const when = dated(day, company, undefined)
    if (Either.isLeft(when))
      return yield* new VouchersRefused({
        message: when.left.why,
        hint: "correct the account map",
        swedish: { message: when.left.why, hint: "rätta kontoplanskartan" },
      })
    const { date, original, year } = when.right
    const by: Voucher = {
      id: idOf(shares.map(({ source }) => keyOf(source))),
      creditorId: voucher.creditorId,
      currency: voucher.currency,
      series: company.series,
      clearing: voucher.clearing,
      date,
      year,
      text: withDay(fitted(`Rättelse av ${voucher.id} ${voucher.text}`), original),
      shares,
    }
    return by
  })

/** Whether the one has taken back what the other booked: a later event, a decision about its entry, or a person. */
const takesBack = (one: Source, other: Source): boolean => {
  if (one.part === "reversal") return one.event > other.event
  if (one.event !== other.event || one.round !== other.round) return false
  return one.part === "undo" || (one.part === "decided" && other.part === "entry")
}

/** Digits that a number is called by, at least. */
const shortest = 4

const one = (profile: string, all: ReadonlyArray<Kept>, start: string): Effect.Effect<Kept, VouchersRefused> => {
  const found = all.filter(({ id }) => id.startsWith(start))
  const [only] = found
  return only !== undefined && found.length === 1 && start.length >= shortest
    ? Effect.succeed(only)
    : Effect.fail(
        new VouchersRefused({
          message:
            found.length > 1
              ? `${found.length} vouchers of profile "${profile}" begin with ${start}`
              : `there is no such voucher: ${start}`,
          hint: "see amili-export vouchers list; four digits or more are enough where they are unique",
          swedish: {
            message:
              found.length > 1
                ? `${found.length} verifikat för profilen "${profile}" börjar med ${start}`
                : `det finns inget sådant verifikat: ${start}`,
            hint: "se amili-export vouchers list; fyra siffror eller fler räcker där de är entydiga",
          },
        }),
      )
}
