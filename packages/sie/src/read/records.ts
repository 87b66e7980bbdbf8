/** How each record of the standard is read, in the order of its fields. Transactions are in `rows.ts`. */
import { AccountType } from "../model/Account.ts"
import * as Balance from "../model/Balance.ts"
import type { Cursor } from "./Cursor.ts"
import type { Content } from "./Entry.ts"

export type ReadRecord = (cursor: Cursor, line: number) => Content

/** Records that stand alone, by their label. `#VER`, its rows and `#KSUMMA` are read where they are grouped. */
export const byLabel: ReadonlyMap<string, ReadRecord> = new Map<string, ReadRecord>([
  ["#FLAGGA", (next) => ({ _tag: "Header", header: { flag: next.integer() } })],
  [
    "#PROGRAM",
    (next) => ({ _tag: "Header", header: { program: { name: next.text(), version: next.optionalText() } } }),
  ],
  ["#FORMAT", (next) => ({ _tag: "Header", header: { format: next.nonEmpty() } })],
  ["#GEN", (next) => ({ _tag: "Header", header: { generated: { date: next.date(), by: next.optionalText() } } })],
  ["#SIETYP", (next) => ({ _tag: "Header", header: { type: next.integer() } })],
  ["#TAXAR", (next) => ({ _tag: "Header", header: { taxYear: next.integer() } })],
  ["#OMFATTN", (next) => ({ _tag: "Header", header: { coversUntil: next.date() } })],
  ["#KPTYP", (next) => ({ _tag: "Header", header: { chartOfAccounts: next.nonEmpty() } })],
  ["#VALUTA", (next) => ({ _tag: "Header", header: { currency: next.nonEmpty() } })],
  ["#PROSA", (next) => ({ _tag: "Comment", comment: next.looseText() })],
  ["#FNAMN", (next) => ({ _tag: "Company", company: { name: next.looseName() } })],
  [
    "#ORGNR",
    (next) => ({
      _tag: "Company",
      company: {
        organisationNumber: next.nonEmpty(),
        acquisitionNumber: next.optionalText(),
        businessNumber: next.optionalText(),
      },
    }),
  ],
  ["#FNR", (next) => ({ _tag: "Company", company: { id: next.looseName() } })],
  ["#FTYP", (next) => ({ _tag: "Company", company: { type: next.nonEmpty() } })],
  ["#BKOD", (next) => ({ _tag: "Company", company: { industryCode: next.nonEmpty() } })],
  [
    "#ADRESS",
    (next) => ({
      _tag: "Company",
      company: {
        address: {
          contact: next.optionalText(),
          street: next.optionalText(),
          postal: next.optionalText(),
          phone: next.optionalText(),
        },
      },
    }),
  ],
  [
    "#RAR",
    (next, line) => ({
      _tag: "FiscalYear",
      fiscalYear: { line, index: next.integer(), start: next.date(), end: next.date(), extra: next.extra() },
    }),
  ],
  ["#KONTO", (next, line) => ({ _tag: "Account", account: { line, number: next.nonEmpty(), name: next.looseText() } })],
  [
    "#KTYP",
    (next, line) => ({
      _tag: "Account",
      account: { line, number: next.nonEmpty(), type: next.literal(AccountType.literals) },
    }),
  ],
  ["#ENHET", (next, line) => ({ _tag: "Account", account: { line, number: next.nonEmpty(), unit: next.nonEmpty() } })],
  [
    "#SRU",
    (next, line) => ({ _tag: "Account", account: { line, number: next.nonEmpty(), sruCodes: [next.nonEmpty()] } }),
  ],
  [
    "#DIM",
    (next, line) => ({
      _tag: "Dimension",
      dimension: { line, number: next.nonEmpty(), name: next.text(), extra: next.extra() },
    }),
  ],
  [
    "#UNDERDIM",
    (next, line) => ({
      _tag: "Dimension",
      dimension: { line, number: next.nonEmpty(), name: next.text(), parent: next.nonEmpty(), extra: next.extra() },
    }),
  ],
  [
    "#OBJEKT",
    (next, line) => ({
      _tag: "Object",
      object: { line, dimension: next.nonEmpty(), number: next.nonEmpty(), name: next.text(), extra: next.extra() },
    }),
  ],
  ...Balance.kinds.map((kind): [string, ReadRecord] => [
    `#${kind}`,
    (next, line) => ({ _tag: "Balance", balance: balance(kind, next, line) }),
  ]),
])

const balance = (kind: Balance.BalanceKind, next: Cursor, line: number): Balance.Balance => ({
  line,
  kind,
  year: next.integer(),
  month: Balance.hasMonth(kind) ? next.month() : undefined,
  account: next.nonEmpty(),
  objects: Balance.hasObjects(kind) ? next.objects() : [],
  amount: next.amount(),
  quantity: next.optionalAmount(),
  extra: next.extra(),
})
