/** What a file has in it, gathered as it is read. */
import * as BigDecimal from "effect/BigDecimal"
import * as Amount from "../model/Amount.ts"
import type { Company } from "../model/Company.ts"
import type { FiscalYear } from "../model/FiscalYear.ts"
import type { Header } from "../model/Header.ts"
import * as Voucher from "../model/Voucher.ts"
import { counted } from "../lint/Rule.ts"
import type { Entry } from "../read/Entry.ts"
import type { Finding } from "../read/Finding.ts"

interface Series {
  vouchers: number
  transactions: number
  debit: Amount.Amount
  unbalanced: number
  first: string
  last: string
}

export const make = () => {
  let header: Header = {}
  let company: Company = {}
  const years: Array<FiscalYear> = []
  const accounts = new Set<string>()
  const series = new Map<string, Series>()
  const findings: Array<Finding> = []
  const counts = { objects: 0, balances: 0, others: 0 }

  const addVoucher = (voucher: Voucher.Voucher) => {
    const { date, transactions } = voucher
    const name = voucher.series ?? ""
    const of = series.get(name) ?? {
      vouchers: 0,
      transactions: 0,
      debit: Amount.zero,
      unbalanced: 0,
      first: date,
      last: date,
    }
    of.vouchers++
    of.transactions += transactions.length
    if (!Voucher.isBalanced(voucher)) of.unbalanced++
    if (date < of.first) of.first = date
    if (date > of.last) of.last = date
    of.debit = Amount.sum([
      of.debit,
      ...transactions
        .filter(({ amount, kind }) => kind === "normal" && BigDecimal.isPositive(amount))
        .map(({ amount }) => amount),
    ])
    series.set(name, of)
  }

  const add = (entry: Entry): void => {
    if (entry._tag === "Finding") return void findings.push(entry.finding)
    const { content } = entry
    if (content._tag === "Header") header = { ...header, ...content.header }
    else if (content._tag === "Company") company = { ...company, ...content.company }
    else if (content._tag === "FiscalYear") years.push(content.fiscalYear)
    else if (content._tag === "Account") accounts.add(content.account.number)
    else if (content._tag === "Voucher") addVoucher(content.voucher)
    else if (content._tag === "Object") counts.objects++
    else if (content._tag === "Balance") counts.balances++
    else if (content._tag === "Other") counts.others++
  }

  const lines = (): ReadonlyArray<string> => {
    const { generated, program, type = 1 } = header
    const written = generated === undefined ? "" : `, written on ${generated.date}`
    const by = program === undefined ? "" : ` by ${[program.name, program.version].filter(isGiven).join(" ")}`
    return [
      row("company", [company.name ?? "(no name)", company.organisationNumber].filter(isGiven).join(", ")),
      row("file", `SIE ${type}${written}${by}`),
      ...years.map(({ end, index, start }) => row(`fiscal year ${index}`, `${start} to ${end}`)),
      row("accounts", accounts.size),
      ...(counts.objects > 0 ? [row("objects", counts.objects)] : []),
      ...(counts.balances > 0 ? [row("balances", counts.balances)] : []),
      ...Array.from(series, ([name, of]) => row(`series ${name}`, describe(of))),
      ...(series.size === 0 ? [row("vouchers", 0)] : []),
      ...(counts.others > 0 ? [row("not understood", counted(counts.others, "record"))] : []),
    ]
  }

  return { add, lines, findings }
}

const row = (name: string, value: string | number): string => `${name.padEnd(16)}${value}`

const isGiven = (part: string | undefined) => part !== undefined

const describe = ({ debit, first, last, transactions, unbalanced, vouchers }: Series): string =>
  [
    `${counted(vouchers, "voucher")} of ${first === last ? first : `${first} to ${last}`}`,
    counted(transactions, "transaction"),
    `debit ${Amount.format(debit)}`,
    unbalanced === 0 ? "all balance" : `${unbalanced} DO NOT BALANCE`,
  ].join(", ")
