/** A month's stand made by hand: 2 creditors, 3 currencies where wanted, every state. */
import { amountOf, waitingOf } from "@amili-cases/accounting/reconcile/stand/amounts"
import type {
  BankTransfer,
  Difference,
  PaidCase,
  StandLine,
  StandPayout,
} from "@amili-cases/accounting/reconcile/stand/rows"
import { AgeBucket, BankState, CaseState, LineState } from "@amili-cases/accounting/reconcile/stand/states"
import type { Control, Summary } from "@amili-cases/accounting/reconcile/stand/Summary"

export const id = (kind: number, index: number) => (kind * 1_000_000 + index).toString(16).padStart(24, "0")

const creditors = [
  { creditorId: "665e59005d9dc9f81818e811", creditor: "Norrlands El & Värme AB" },
  { creditorId: "665e59005d9dc9f81818e812", creditor: "Åkeri Söner <b>Handelsbolag</b>" },
]
const reasons = ["fully_paid", "fully_paid_depreciation", "fully_paid_before_reminder", "capital_paid_to_creditor"]

const pick = <A>(values: ReadonlyArray<A>, index: number): A => {
  const value = values[index % values.length]
  if (value === undefined) throw new Error("nothing to pick from")
  return value
}

const bucketOf = (days: number): AgeBucket => {
  if (days <= 7) return "0-7"
  if (days <= 14) return "8-14"
  if (days <= 30) return "15-30"
  return days <= 60 ? "31-60" : "61-"
}

const dayBefore = (days: number) =>
  new Date(Date.parse("2026-11-30T00:00:00Z") - days * 86_400_000).toISOString().slice(0, 10)

export const caseOf = (index: number, currencies: ReadonlyArray<string>): PaidCase => {
  // Two of three are settled, as in most months.
  const state: CaseState = index % 3 === 0 ? pick(CaseState.literals, Math.floor(index / 3)) : "settled"
  const claimed = BigInt(20_000 + ((index * 7919) % 900_000))
  const reason = state === "paid_direct" ? "capital_paid_to_creditor" : pick(reasons, index % 3)
  const depreciated = reason === "fully_paid_depreciation"
  const remaining = depreciated ? claimed / 5n : 0n
  const expected = state === "paid_direct" ? 0n : claimed - remaining
  const isSpecified = !["awaiting_specification", "missing_specification", "paid_direct"].includes(state)
  const specified = isSpecified ? expected + (state === "amount_differs" ? -5_000n : 0n) : 0n
  const isPaid = state === "settled" || state === "amount_differs"
  const settled = state === "settled" || state === "paid_direct"
  const days = state === "missing_specification" ? 20 + (index % 60) : index % 14
  return {
    caseId: id(1, index),
    ...pick(creditors, index % 7 === 0 ? 1 : 0),
    invoiceNumber: `F-${100_000 + index}`,
    reference: String(5_000_000 + index),
    currency: pick(currencies, index % 5 === 0 ? index : 0),
    closedOn: dayBefore(days),
    reason,
    settlementClass: depreciated ? "payout_with_residual" : state === "paid_direct" ? "paid_direct" : "payout_expected",
    claimed,
    remaining,
    expected,
    specified,
    paidOut: isPaid ? specified : 0n,
    difference: isSpecified ? specified - expected : undefined,
    residual: depreciated ? remaining : undefined,
    lines: isSpecified ? 1 : 0,
    matchedBy: isSpecified ? "case" : undefined,
    payoutIds: isPaid ? [id(3, index % 12)] : [],
    payoutDate: isPaid ? dayBefore(index % 12) : undefined,
    state,
    ...(settled ? {} : { waitingDays: days, bucket: bucketOf(days) }),
    closedRun: 41,
  }
}

export const lineOf = (row: PaidCase, index: number): StandLine => ({
  lineId: id(2, index),
  caseId: row.caseId,
  matchedBy: "case",
  creditorId: row.creditorId,
  creditor: row.creditor,
  invoiceNumber: row.invoiceNumber,
  reference: row.reference,
  category: "capital",
  article: "1001",
  currency: row.currency,
  net: row.specified,
  vat: 0n,
  total: row.specified,
  bookedOn: row.closedOn,
  payoutId: row.payoutIds[0],
  payoutDate: row.payoutDate,
  payoutReference: row.payoutIds[0] === undefined ? undefined : "AMILI 2026-48",
  state: row.state === "settled" ? "paid" : pick(LineState.literals, index),
  candidates: index % 40 === 0 ? [id(1, index), id(1, index + 1)] : [],
})

export const payoutOf = (index: number, cases: ReadonlyArray<PaidCase>): StandPayout => {
  const own = cases.filter((row) => row.payoutIds.includes(id(3, index)))
  const sum = own.reduce((total, row) => total + row.specified, 0n)
  const total = index === 5 ? sum + 1n : sum
  return {
    payoutId: id(3, index),
    ...pick(creditors, 0),
    category: "capital",
    currency: own[0]?.currency ?? "SEK",
    total,
    lines: own.length,
    sum,
    remainder: total - sum,
    payoutDate: dayBefore(index),
    payoutReference: "AMILI 2026-48",
    status: "done",
    state: index === 5 ? "differs" : "balanced",
    bank: pick(BankState.literals, index),
    arrived: index % 2 === 0 ? total : undefined,
    arrivedOn: index % 2 === 0 ? dayBefore(Math.max(0, index - 2)) : undefined,
    arrivedBy: index % 2 === 0 ? "reference and amount" : undefined,
    transfers: index % 2 === 0 ? [`transfer-${index}`] : [],
  }
}

const transferOf = ({ arrived, arrivedOn, currency, payoutId, transfers }: StandPayout): ReadonlyArray<BankTransfer> =>
  transfers.map((key) => ({
    key,
    creditorIds: [pick(creditors, 0).creditorId],
    bookedOn: arrivedOn ?? "2026-11-30",
    amount: arrived ?? 0n,
    currency: currency ?? "SEK",
    references: ["AMILI 2026-48"],
    file: "camt053_2026-11-30.xml",
    state: "matched",
    payoutIds: [payoutId],
    difference: 0n,
  }))

const differenceOf = (row: PaidCase): Difference => ({
  kind: "case",
  id: row.caseId,
  caseId: row.caseId,
  creditorId: row.creditorId,
  creditor: row.creditor,
  invoiceNumber: row.invoiceNumber,
  reference: row.reference,
  currency: row.currency,
  amount: row.difference ?? amountOf(row),
  cause: row.state,
  sv: "Amili har inte specificerat det belopp som väntades. Fråga Amili om raden.",
  en: "Amili has not specified the amount that was expected. Ask Amili about the line.",
})

const needing = new Set<CaseState>([
  "missing_specification",
  "amount_differs",
  "unexpected_line",
  "reversed",
  "ambiguous",
])

const control = (id: Control["id"], outcome: Control["outcome"], sides: Control["sides"]): Control => ({
  id,
  outcome,
  sides,
  sv: outcome === "not_compared" ? "Inga verifikationer finns ännu" : "Radernas summa mot utbetalningarnas totaler",
  en: outcome === "not_compared" ? "There are no vouchers yet" : "Sum of the lines against the totals of the payouts",
})

export interface Stand {
  readonly cases: ReadonlyArray<PaidCase>
  readonly lines: ReadonlyArray<StandLine>
  readonly payouts: ReadonlyArray<StandPayout>
  readonly bank: ReadonlyArray<BankTransfer>
  readonly differences: ReadonlyArray<Difference>
  readonly summary: Summary
}

export interface StandOptions {
  readonly cases?: number
  readonly currencies?: ReadonlyArray<string>
  readonly balances?: boolean
}

export const make = ({ balances = false, cases: count = 200, currencies = ["SEK"] }: StandOptions = {}): Stand => {
  const all = Array.from({ length: count }, (_, index) => caseOf(index + 1, currencies))
  const cases = balances ? all.filter(({ state }) => !needing.has(state)) : all
  const lines = cases.filter((row) => row.lines > 0).map(lineOf)
  const payouts = Array.from({ length: 12 }, (_, index) => payoutOf(index, cases)).filter(
    (payout) => payout.lines > 0 && !(balances && payout.state === "differs"),
  )
  const differences = cases.filter(({ state }) => needing.has(state)).map(differenceOf)
  const present = currencies.filter((currency) => cases.some((row) => row.currency === currency))
  const sum = (of: (row: PaidCase) => bigint, currency: string, rows = cases) =>
    rows.reduce((total, row) => (row.currency === currency ? total + of(row) : total), 0n)
  const perCurrency = (left: (currency: string) => bigint, right: (currency: string) => bigint) =>
    present.map((currency) => ({ currency, left: left(currency), right: right(currency) }))
  const paid = (currency: string) => sum((row) => row.paidOut, currency)
  const groupsOf = (of: (row: PaidCase) => readonly [string, string]) =>
    [...new Set(cases.map((row) => of(row).join("\0")))].toSorted().flatMap((key) => {
      const [group = "", label = ""] = key.split("\0")
      return present.flatMap((currency) => {
        const own = cases.filter((row) => row.currency === currency && of(row)[0] === group)
        return own.length === 0
          ? []
          : [
              {
                group,
                label,
                currency,
                cases: own.length,
                claimed: sum((row) => row.claimed ?? 0n, currency, own),
                recovered: sum((row) => row.specified, currency, own),
              },
            ]
      })
    })
  const summary: Summary = {
    month: "2026-11",
    from: "2026-11-01",
    to: "2026-11-30",
    asOf: "2026-12-01T08:00:00.000Z",
    final: false,
    replaces: 3,
    basis: { closed: 41, payouts: 40 },
    currencies: present,
    controls: [
      control(
        "C1",
        balances ? "holds" : "fails",
        perCurrency((currency) => paid(currency) + (balances || currency !== "SEK" ? 0n : 1n), paid),
      ),
      control("C2", "holds", perCurrency(paid, paid)),
      control(
        "C3",
        "holds",
        perCurrency(
          () => 1_250_000n,
          () => 1_250_000n,
        ),
      ),
      control("C4", "holds", perCurrency(paid, paid)),
      control("C5", "holds", [{ currency: "", left: BigInt(cases.length), right: BigInt(cases.length) }]),
      control("C6", "holds", [{ currency: "", left: 1_234n, right: 1_234n }]),
      control("C7", "not_compared", []),
      control("C8", "holds", [
        { currency: "", left: 48n, right: 48n },
        { currency: "SEK", left: 9_876_543n, right: 9_876_543n },
      ]),
    ],
    states: CaseState.literals.flatMap((state) =>
      present.map((currency) => {
        const own = cases.filter((row) => row.state === state && row.currency === currency)
        return { state, currency, cases: own.length, amount: sum(amountOf, currency, own) }
      }),
    ),
    ageing: AgeBucket.literals.flatMap((bucket) =>
      present.map((currency) => {
        const own = cases.filter((row) => row.bucket === bucket && row.currency === currency)
        return { bucket, currency, cases: own.length, amount: sum(waitingOf, currency, own) }
      }),
    ),
    funnel: present.map((currency) => ({
      currency,
      closedPaid: sum(amountOf, currency),
      specified: sum((row) => row.specified, currency),
      scheduled: sum((row) => (row.paidOut === 0n ? row.specified / 2n : row.specified), currency),
      paidOut: paid(currency),
      arrived: (paid(currency) * 4n) / 5n,
    })),
    byReason: groupsOf((row) => [row.reason ?? "", row.reason ?? ""]),
    byCreditor: groupsOf((row) => [row.creditorId ?? "", row.creditor ?? ""]),
    movements: present.map((currency) => ({
      currency,
      opening: 1_000_000n,
      created: 2_500_000n,
      changed: -50_000n,
      paidOut: 2_190_000n,
      gone: 10_000n,
      closing: 1_250_000n,
    })),
    trend: Array.from({ length: 12 }, (_, index) => index).flatMap((index) =>
      present.map((currency) => ({
        month: `${index === 0 ? 2025 : 2026}-${String(index === 0 ? 12 : index).padStart(2, "0")}`,
        currency,
        newCases: 180 + ((index * 37) % 60),
        closedCases: 150 + ((index * 53) % 80),
        claimed: BigInt(40_000_000 + ((index * 7_919_000) % 9_000_000)),
        recovered: BigInt(24_000_000 + ((index * 5_113_000) % 12_000_000)),
      })),
    ),
    largestWaiting: cases
      .filter(({ bucket }) => bucket !== undefined)
      .toSorted((a, b) => Number(waitingOf(b) - waitingOf(a)))
      .slice(0, 10),
    decisions: [...needing].flatMap((cause) => {
      const own = cases.filter(({ state }) => state === cause).length
      return own === 0 ? [] : [{ cause, count: own }]
    }),
    residual: present.map((currency) => {
      const own = cases.filter((row) => row.residual !== undefined && row.currency === currency)
      return { currency, cases: own.length, amount: sum((row) => row.residual ?? 0n, currency, own) }
    }),
    bankFiles: [{ name: "camt053_2026-11-30.xml", sha256: "ab".repeat(32), entries: 40 }],
    otherEntries: 34,
    vouchers: {
      totals: [
        { state: "drafted", currency: "SEK", vouchers: 3, amount: 123_450n },
        { state: "emitted", currency: "SEK", vouchers: 40, amount: 9_000_000n },
        { state: "waiting", currency: "SEK", vouchers: 7, amount: 876_541n },
        { state: "waiting_before", currency: "SEK", vouchers: 1, amount: 2n },
      ],
      questions: [{ cause: "vat_rate", currency: "SEK", questions: 2, amount: 250_000n }],
    },
  }
  return { cases, lines, payouts, bank: payouts.flatMap(transferOf), differences, summary }
}
