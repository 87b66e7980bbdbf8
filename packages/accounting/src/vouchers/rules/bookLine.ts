/** What a payout line books: Amili owes its total, and the account of its category is settled. Pure. */
import * as BigDecimal from "effect/BigDecimal"
import * as Either from "effect/Either"
import * as Money from "@amili-cases/core/Money"
import { minorOf } from "../../cases/Facts.ts"
import type { LineFacts } from "../../payouts/events/LineEvent.ts"
import type { Company, Rule, VatRate } from "../map/AccountMap.ts"
import { type Doubt, doubt } from "./Doubt.ts"
import type { Posting } from "./Posting.ts"
import { accountOf, ratesOf, vatIn } from "./vat.ts"

/** What is known beside the line. */
export interface Known {
  /** The VAT rate of its invoice, from the map or from a person. */
  readonly invoiceVat: VatRate | undefined
  /** How much of the company's currency one of the line's is, from a person. */
  readonly exchange: BigDecimal.BigDecimal | undefined
}

type Booked = Either.Either<ReadonlyArray<Posting>, Doubt>

export const bookLine = (line: LineFacts, company: Company, known: Known): Booked =>
  Either.gen(function* () {
    const rule = yield* ruleOf(line, company)
    const { net, total, vat } = yield* amountsOf(line, rule)
    const exchange = yield* exchangeOf(line, company, known)
    const rate = yield* rateOf(line, rule, { net, vat }, known)
    const taken = rule.vat === "line" ? vat : rule.vat === "invoice" ? vatIn(total, rate) : 0n
    const invoice = line.invoiceNumber ?? undefined
    const vatAccount = accountOf(company.booking, rate)
    const shares: ReadonlyArray<readonly [string, bigint]> = [
      [rule.account, exchanged(total - taken, exchange)],
      ...(taken === 0n || vatAccount === undefined ? [] : [[vatAccount, exchanged(taken, exchange)] as const]),
    ]
    const credits = shares.map(([account, amount]): Posting => ({ account, amount: -amount, ...objectOf(invoice) }))
    // The sum of what was exchanged, so that rounding leaves no difference.
    const owed = shares.reduce((sum, [, amount]) => sum + amount, 0n)
    const debit: Posting = { account: company.booking.clearing, amount: owed, ...objectOf(invoice) }
    return [debit, ...credits].filter(({ amount }) => amount !== 0n)
  })

export const objectOf = (invoice: string | undefined) => (invoice === undefined ? {} : { invoice })

/** That of the article, else that of its category. */
const ruleOf = ({ article, category }: LineFacts, { booking: { rules } }: Company): Either.Either<Rule, Doubt> => {
  const ofCategory = rules.filter((rule) => rule.category === category)
  const rule =
    ofCategory.find((one) => one.article !== undefined && one.article === article) ??
    ofCategory.find((one) => one.article === undefined)
  if (rule !== undefined) return Either.right(rule)
  const named = [category ?? "(saknas)", ...(article === null ? [] : [`artikel ${article}`])].join(", ")
  return Either.left(doubt("category", `Kontoplanskartan har ingen regel för kategorin ${named}: lägg till den där`))
}

const amountsOf = (line: LineFacts, rule: Rule) => {
  const [net, vat, total] = [minorOf(line.net), minorOf(line.vat), minorOf(line.total)]
  if (total === undefined) return Either.left(doubt("amount", "Raden har inget belopp: fråga Amili"))
  if (rule.vat !== "line") return Either.right({ net: total, vat: 0n, total })
  if (net === undefined || vat === undefined)
    return Either.left(doubt("amount", "Raden säger inte hur mycket som är moms: fråga Amili"))
  return net + vat === total
    ? Either.right({ net, vat, total })
    : Either.left(doubt("amount", "Radens netto och moms är inte dess total: fråga Amili"))
}

const exchangeOf = ({ currency }: LineFacts, company: Company, { exchange }: Known) => {
  if (currency === company.currency) return Either.right(undefined)
  if (currency !== null && exchange !== undefined) return Either.right(exchange)
  return Either.left(
    doubt(
      "currency",
      `Raden är i ${currency ?? "okänd valuta"}, bokföringen i ${company.currency}: ange kurs och källa`,
    ),
  )
}

const exchanged = (amount: bigint, rate: BigDecimal.BigDecimal | undefined): bigint =>
  rate === undefined ? amount : Money.toMinor(BigDecimal.multiply(BigDecimal.make(amount, 2), rate))

const rateOf = (
  line: LineFacts,
  rule: Rule,
  { net, vat }: { readonly net: bigint; readonly vat: bigint },
  { invoiceVat }: Known,
): Either.Either<VatRate, Doubt> => {
  if (rule.vat === "none") return Either.right(0)
  if (rule.vat === "invoice")
    return invoiceVat === undefined
      ? Either.left(
          doubt("vat_rate", `Momssatsen för faktura ${line.invoiceNumber ?? "(saknas)"} är inte känd: ange den`),
        )
      : Either.right(invoiceVat)
  const fitting = ratesOf(net, vat)
  const [only] = fitting
  if (only !== undefined && fitting.length === 1) return Either.right(only)
  if (invoiceVat !== undefined && fitting.includes(invoiceVat)) return Either.right(invoiceVat)
  return Either.left(
    doubt(
      "vat_rate",
      `Momsen ${Money.formatMinor(vat)} på ${Money.formatMinor(net)} passar ${fitting.length === 0 ? "ingen momssats" : "flera momssatser"}: ange satsen`,
    ),
  )
}
