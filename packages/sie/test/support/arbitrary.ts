/** Files as a program could make them, with texts that code page 437 has. */
import * as Arbitrary from "effect/Arbitrary"
import * as FastCheck from "effect/FastCheck"
import iconv from "iconv-lite"
import * as Account from "../../src/model/Account.ts"
import * as Balance from "../../src/model/Balance.ts"
import { Company } from "../../src/model/Company.ts"
import * as Dimension from "../../src/model/Dimension.ts"
import * as FiscalYear from "../../src/model/FiscalYear.ts"
import { Header } from "../../src/model/Header.ts"
import type { SieFile } from "../../src/model/SieFile.ts"
import { Voucher } from "../../src/model/Voucher.ts"

/** Letters and signs. The bytes from 0xb0 on are lines of boxes and Greek letters, which look like other encodings. */
const printable = Array.from({ length: 0xb0 }, (_, byte) => byte)
  .filter((byte) => byte >= 0x20 && byte !== 0x7f)
  .map((byte) => iconv.decode(Buffer.of(byte), "cp437"))

/** Quotation marks, braces, backslashes and blanks come often, since they are what goes wrong. */
const char = FastCheck.oneof(
  { weight: 3, arbitrary: FastCheck.constantFrom('"', "\\", "{", "}", " ", "#", "?") },
  { weight: 5, arbitrary: FastCheck.constantFrom(..."abcåäöÅÄÖé0123".split("")) },
  { weight: 1, arbitrary: FastCheck.constantFrom(...printable) },
)

/** Not with a backslash at its end, which a file cannot have before a quotation mark. */
const text = FastCheck.array(char, { maxLength: 12 }).map((chars) => chars.join("").replace(/\\+$/, ""))

/** Puts a text of ours wherever the schema asks for any text. */
const withTexts = <A>(arbitrary: FastCheck.Arbitrary<A>): FastCheck.Arbitrary<A> =>
  FastCheck.tuple(arbitrary, FastCheck.infiniteStream(text)).map(([value, texts]) => replaceTexts(value, texts) as A)

const fixed = /^(\d{4}-\d\d(-\d\d)?|normal|added|removed|[TSKI]|IB|UB|OIB|OUB|RES|PSALDO|PBUDGET)$/

const replaceTexts = (value: unknown, texts: FastCheck.Stream<string>): unknown => {
  if (typeof value === "string") {
    const { value: next } = texts.next()
    return fixed.test(value) ? value : `${next ?? ""}x`
  }
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, texts))
  if (typeof value !== "object" || value === null || "scale" in value) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaceTexts(item, texts)]))
}

const few = <A>(arbitrary: FastCheck.Arbitrary<A>) => FastCheck.array(arbitrary, { maxLength: 4 })

/** Integers that a file writes with at most nine digits. */
const small = (header: Header): Header => ({
  ...header,
  flag: header.flag === undefined ? undefined : header.flag & 1,
  type: header.type === undefined ? undefined : 1 + (header.type & 3),
  taxYear: header.taxYear === undefined ? undefined : 2026,
})

const balance = Arbitrary.make(Balance.Balance).map((balance) => ({
  ...balance,
  year: balance.year & 1,
  month: Balance.hasMonth(balance.kind) ? (balance.month ?? ("2026-11" as never)) : undefined,
  objects: Balance.hasObjects(balance.kind) ? balance.objects : [],
}))

const distinct = (codes: readonly [string, ...ReadonlyArray<string>]): typeof codes => {
  const [first, ...more] = new Set(codes)
  return [first ?? codes[0], ...more]
}

/** No further fields and an empty list of them are the same in a file. */
const extended = <A extends { readonly extra?: ReadonlyArray<unknown> | undefined }>(record: A): A =>
  record.extra?.length === 0 ? { ...record, extra: undefined } : record

export const sieFile: FastCheck.Arbitrary<SieFile> = withTexts(
  FastCheck.record({
    header: Arbitrary.make(Header).map(small),
    comments: few(FastCheck.constant("comment")),
    company: Arbitrary.make(Company).map((company) =>
      company.organisationNumber === undefined
        ? { ...company, acquisitionNumber: undefined, businessNumber: undefined }
        : company,
    ),
    fiscalYears: few(Arbitrary.make(FiscalYear.FiscalYear).map((year) => ({ ...year, index: year.index & 1 }))),
    accounts: few(Arbitrary.make(Account.Account)),
    dimensions: few(Arbitrary.make(Dimension.Dimension)),
    objects: few(Arbitrary.make(Dimension.NamedObject)),
    balances: few(balance),
    vouchers: few(Arbitrary.make(Voucher)),
    others: FastCheck.constant([]),
  }),
).map((file) => ({
  ...file,
  // An account that has nothing but its number has no record, and each number comes once.
  accounts: file.accounts.map((account, index) => ({
    ...account,
    number: String(1000 + index),
    name: account.name ?? "",
    sruCodes: account.sruCodes && distinct(account.sruCodes),
  })),
  vouchers: file.vouchers.map((voucher) => ({
    ...extended(voucher),
    others: undefined,
    transactions: voucher.transactions.map(extended),
  })),
  fiscalYears: file.fiscalYears.map(extended),
  dimensions: file.dimensions.map(extended),
  objects: file.objects.map(extended),
  balances: file.balances.map(extended),
}))
