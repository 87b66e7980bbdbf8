/** What the archive of a run holds: for each SIE file what stands above its vouchers, each voucher, and who decided. */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import { names as receivers } from "@amili-cases/sie/lint/Profile"
import { createHash } from "node:crypto"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { DecisionRow } from "../journal/Decisions.ts"
import type { Kept } from "../journal/Vouchers.ts"
import { Posting } from "../rules/Posting.ts"
import { keyOf, Source } from "../rules/Source.ts"

const Year = Schema.Struct({ start: CalendarDay.CalendarDay, end: CalendarDay.CalendarDay })

export const Heading = Schema.Struct({
  creditorId: Schema.String,
  company: Schema.String,
  organisationNumber: Schema.String,
  receiver: Schema.Literal(...receivers),
  chartOfAccounts: Schema.String,
  currency: Schema.String,
  year: Year,
  accounts: Schema.Array(Schema.Struct({ number: Schema.NonEmptyString, name: Schema.String })),
  /** Whether transactions name their invoice. */
  invoices: Schema.Boolean,
  /** Name and version of the program, and the day of the run. */
  program: Schema.String,
  generated: CalendarDay.CalendarDay,
})
export type Heading = typeof Heading.Type

export const Emitted = Schema.Struct({
  id: Schema.String,
  creditorId: Schema.String,
  currency: Schema.String,
  series: Schema.String,
  clearing: Schema.String,
  date: Schema.String,
  year: Year,
  text: Schema.String,
  undoes: Schema.optionalWith(Schema.String, { exact: true }),
  rebook: Schema.Boolean,
  ruleVersion: Schema.Number,
  shares: Schema.Array(
    Schema.Struct({
      source: Source,
      caseId: Schema.NullOr(Schema.String),
      payoutId: Schema.NullOr(Schema.String),
      postings: Schema.Array(Posting),
    }),
  ),
})
export type Emitted = typeof Emitted.Type

const Line = Schema.Union(
  Schema.Struct({ heading: Heading }),
  Schema.Struct({ voucher: Emitted }),
  Schema.Struct({ decision: DecisionRow }),
)
export type Line = typeof Line.Type

const Text = Schema.parseJson(Line)
export const encode = Schema.encodeSync(Text)
const decode = Schema.decodeUnknownEither(Text)

/** None for a line that no run of ours has written. */
export const parse = (text: string): Line | undefined => Either.getOrUndefined(decode(text))

/** The same voucher has the same text, whichever database kept it. */
export const emittedOf = (kept: Omit<Kept, "serial" | "state">): Emitted => ({
  id: kept.id,
  creditorId: kept.creditorId,
  currency: kept.currency,
  series: kept.series,
  clearing: kept.clearing,
  date: kept.date,
  year: kept.year,
  text: kept.text,
  ...(kept.undoes === undefined ? {} : { undoes: kept.undoes }),
  rebook: kept.rebook,
  ruleVersion: kept.ruleVersion,
  shares: kept.shares
    .map(({ caseId, payoutId, postings, source }) => ({
      source,
      caseId: caseId ?? null,
      payoutId: payoutId ?? null,
      postings,
    }))
    .toSorted((a, b) => (keyOf(a.source) < keyOf(b.source) ? -1 : 1)),
})

/** As the rules know it. */
export const voucherOf = (emitted: Emitted) => ({
  ...emitted,
  shares: emitted.shares.map(({ caseId, payoutId, ...share }) => ({
    ...share,
    caseId: caseId ?? undefined,
    payoutId: payoutId ?? undefined,
  })),
})

/** In the order of the files, which no database decides. */
export const inOrder = (vouchers: ReadonlyArray<Kept>): ReadonlyArray<Emitted> =>
  vouchers
    .map(emittedOf)
    .toSorted((a, b) => (`${a.creditorId} ${a.date} ${a.id}` < `${b.creditorId} ${b.date} ${b.id}` ? -1 : 1))

/** SHA-256 over the vouchers. */
export const dataHash = (vouchers: ReadonlyArray<Emitted>): string => {
  const hash = createHash("sha256")
  for (const voucher of vouchers) hash.update(`${encode({ voucher })}\n`)
  return hash.digest("hex")
}
