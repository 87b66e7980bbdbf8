/** A file as lines, in the order that the standard asks for. */
import type { Account } from "../model/Account.ts"
import * as Amount from "../model/Amount.ts"
import * as Balance from "../model/Balance.ts"
import * as CalendarDate from "../model/CalendarDate.ts"
import type { Company } from "../model/Company.ts"
import type { NamedObject, ObjectNumber } from "../model/Dimension.ts"
import type { Field } from "../model/Field.ts"
import type { Header } from "../model/Header.ts"
import type { OtherRecord, OtherRow } from "../model/OtherRecord.ts"
import type { SieFile } from "../model/SieFile.ts"
import type { Transaction, Voucher } from "../model/Voucher.ts"

/** A label, or a brace, and its fields. */
export type Line = readonly [label: string, ...fields: ReadonlyArray<Field>]

/** The lines of a file, one voucher after another. */
export function* of(file: SieFile): Generator<Line> {
  yield* ofHeader(file)
  for (const account of file.accounts) yield* ofAccount(account)
  for (const { extra = [], name, number, parent } of file.dimensions) {
    if (parent === undefined) yield ["#DIM", number, name, ...extra]
    else yield ["#UNDERDIM", number, name, parent, ...extra]
  }
  for (const object of file.objects) yield ofObject(object)
  for (const balance of file.balances) yield ofBalance(balance)
  for (const other of file.others) yield* ofOther(other)
  for (const voucher of file.vouchers) yield* ofVoucher(voucher)
}

function* ofHeader({ comments, company, fiscalYears, header }: SieFile): Generator<Line> {
  yield* given("#FLAGGA", header.flag)
  if (header.program !== undefined) yield trimmed("#PROGRAM", header.program.name, header.program.version)
  yield* given("#FORMAT", header.format)
  if (header.generated !== undefined)
    yield trimmed("#GEN", CalendarDate.format(header.generated.date), header.generated.by)
  yield* given("#SIETYP", header.type)
  for (const comment of comments) yield ["#PROSA", comment]
  yield* ofCompany(company)
  for (const { end, extra = [], index, start } of fiscalYears)
    yield ["#RAR", String(index), CalendarDate.format(start), CalendarDate.format(end), ...extra]
  yield* ofYear(header)
}

function* ofCompany(company: Company): Generator<Line> {
  yield* given("#FTYP", company.type)
  yield* given("#FNR", company.id)
  if (company.organisationNumber !== undefined)
    yield trimmed("#ORGNR", company.organisationNumber, company.acquisitionNumber, company.businessNumber)
  yield* given("#BKOD", company.industryCode)
  const { contact = "", phone = "", postal = "", street = "" } = company.address ?? {}
  if (company.address !== undefined) yield ["#ADRESS", contact, street, postal, phone]
  yield* given("#FNAMN", company.name)
}

function* ofYear(header: Header): Generator<Line> {
  yield* given("#TAXAR", header.taxYear)
  if (header.coversUntil !== undefined) yield ["#OMFATTN", CalendarDate.format(header.coversUntil)]
  yield* given("#KPTYP", header.chartOfAccounts)
  yield* given("#VALUTA", header.currency)
}

function* ofAccount({ name, number, sruCodes, type, unit }: Account): Generator<Line> {
  if (name !== undefined) yield ["#KONTO", number, name]
  if (type !== undefined) yield ["#KTYP", number, type]
  if (unit !== undefined) yield ["#ENHET", number, unit]
  for (const code of sruCodes ?? []) yield ["#SRU", number, code]
}

const ofObject = ({ dimension, extra = [], name, number }: NamedObject): Line => [
  "#OBJEKT",
  dimension,
  number,
  name,
  ...extra,
]

const ofBalance = ({ account, amount, extra, kind, month, objects, quantity, year }: Balance.Balance): Line => [
  `#${kind}`,
  String(year),
  ...(month === undefined ? [] : [CalendarDate.format(month)]),
  account,
  ...(Balance.hasObjects(kind) ? [listOf(objects)] : []),
  Amount.format(amount),
  ...withoutTrailing([quantityOf(quantity)], extra),
]

function* ofOther({ rows, ...record }: OtherRecord): Generator<Line> {
  yield [record.label, ...record.fields]
  if (rows !== undefined) yield* block(rows.map(ofRow))
}

const ofRow = ({ fields, label }: OtherRow): Line => [label, ...fields]

function* ofVoucher({ transactions, others, ...head }: Voucher): Generator<Line> {
  const { date, extra, number = "", registered, series = "", signature, text } = head
  const optional = [text, registered === undefined ? undefined : CalendarDate.format(registered), signature]
  yield ["#VER", series, number, CalendarDate.format(date), ...withoutTrailing(optional, extra)]
  yield* block([...transactions.map(ofTransaction), ...(others ?? []).map(ofRow)])
}

const labels = { normal: "#TRANS", added: "#RTRANS", removed: "#BTRANS" } as const

const ofTransaction = (transaction: Transaction): Line => {
  const { account, amount, date, extra, kind, objects, quantity, signature, text } = transaction
  const optional = [date === undefined ? undefined : CalendarDate.format(date), text, quantityOf(quantity), signature]
  return [labels[kind], account, listOf(objects), Amount.format(amount), ...withoutTrailing(optional, extra)]
}

function* block(lines: ReadonlyArray<Line>): Generator<Line> {
  yield ["{"]
  yield* lines
  yield ["}"]
}

function* given(label: string, value: string | number | undefined): Generator<Line> {
  if (value !== undefined) yield [label, String(value)]
}

const trimmed = (label: string, first: string, ...optional: ReadonlyArray<string | undefined>): Line => [
  label,
  first,
  ...withoutTrailing(optional, undefined),
]

/** An empty field stands for a missing one only where another field comes after it. */
const withoutTrailing = (
  optional: ReadonlyArray<string | undefined>,
  extra: ReadonlyArray<Field> | undefined,
): ReadonlyArray<Field> => {
  const last = extra === undefined ? optional.findLastIndex((field) => field !== undefined) : optional.length - 1
  return [...optional.slice(0, last + 1).map((field) => field ?? ""), ...(extra ?? [])]
}

const listOf = (objects: ReadonlyArray<ObjectNumber>): Field =>
  objects.flatMap(({ dimension, number }) => [dimension, number])

const quantityOf = (quantity: Amount.Amount | undefined) =>
  quantity === undefined ? undefined : Amount.format(quantity)
