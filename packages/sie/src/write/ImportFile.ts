/**
 * A file that hands vouchers to an accounting program: SIE 4I. It has no balances, and no voucher numbers, since the
 * receiving program numbers.
 */
import * as Arr from "effect/Array"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Lint from "../lint/Lint.ts"
import { type ProfileName, profiles } from "../lint/Profile.ts"
import { Account } from "../model/Account.ts"
import { Company } from "../model/Company.ts"
import { Dimension, NamedObject } from "../model/Dimension.ts"
import { FiscalYear } from "../model/FiscalYear.ts"
import { Generated, Program } from "../model/Header.ts"
import type { SieFile } from "../model/SieFile.ts"
import { Transaction, Voucher } from "../model/Voucher.ts"
import type { Finding } from "../read/Finding.ts"
import * as Write from "./Write.ts"

/** A transaction to import. Debit is positive, credit negative. */
export const ImportTransaction = Schema.Struct({
  ...Transaction.pick("account", "amount", "date", "text", "quantity").fields,
  /** Such as `[{ dimension: "10", number: "4711" }]` for invoice 4711. */
  objects: Schema.optional(Transaction.fields.objects),
})
export type ImportTransaction = typeof ImportTransaction.Type

/** A voucher to import; the receiving program gives it its number. */
export const ImportVoucher = Schema.Struct({
  /** One letter. A series of its own lets a person find, and undo, what was imported. */
  series: Schema.optional(Schema.NonEmptyString),
  ...Voucher.pick("date", "text").fields,
  /** They sum to 0. */
  transactions: Schema.NonEmptyArray(ImportTransaction),
})
export type ImportVoucher = typeof ImportVoucher.Type

/** All that an import file (4I) has: who wrote it, for which company and year, and its vouchers. */
export const ImportFile = Schema.Struct({
  program: Program,
  generated: Generated,
  company: Schema.Struct({ ...Company.fields, name: Schema.NonEmptyString }),
  fiscalYear: FiscalYear.pick("start", "end"),
  /** The chart that the accounts are of (`#KPTYP`), such as `EUBAS97`. */
  chartOfAccounts: Schema.NonEmptyString,
  currency: Schema.optional(Schema.NonEmptyString),
  accounts: Schema.Array(Account),
  dimensions: Schema.optional(Schema.Array(Dimension)),
  objects: Schema.optional(Schema.Array(NamedObject)),
  vouchers: Schema.Array(ImportVoucher),
})
export type ImportFile = typeof ImportFile.Type

/** The file would not be imported as it is meant, so it is not written. */
export class WriteRefused extends Data.TaggedError("WriteRefused")<{
  readonly message: string
  readonly hint: string
  /** Why; the lines are those that the file would have had. */
  readonly findings: readonly [Finding, ...ReadonlyArray<Finding>]
}> {}

/** The file as `Read.parse` finds it. */
export const toSieFile = (file: ImportFile): SieFile => ({
  header: {
    flag: 0,
    program: file.program,
    format: "PC8",
    generated: file.generated,
    type: 4,
    chartOfAccounts: file.chartOfAccounts,
    currency: file.currency,
  },
  comments: [],
  company: file.company,
  fiscalYears: [{ index: 0, ...file.fiscalYear }],
  accounts: file.accounts,
  dimensions: file.dimensions ?? [],
  objects: file.objects ?? [],
  balances: [],
  vouchers: file.vouchers.map((voucher) => ({
    ...voucher,
    transactions: voucher.transactions.map((row) => ({ ...row, kind: "normal", objects: row.objects ?? [] })),
  })),
  others: [],
})

/** An import file that was written and checked. */
export interface WrittenImport extends Write.Written {
  /** What a person should know before importing, and does not refuse the file: transactions without a cost centre. */
  readonly warnings: ReadonlyArray<Finding>
}

/** Which program the file is for, and whether it has a checksum. */
export interface Options {
  /** The program that is to import the file; `generic` is the standard alone. */
  readonly for?: ProfileName
  /** Writes `#KSUMMA`. */
  readonly checksum?: boolean
}

/**
 * The bytes of the file, after they have been read again and checked. Whatever is wrong refuses it, also what a program would
 * probably import: a voucher that does not balance, is outside of the fiscal year, or uses an account that `accounts` lacks.
 */
export const write = (file: ImportFile, options: Options = {}): Effect.Effect<WrittenImport, WriteRefused> =>
  Effect.suspend(() => {
    const written = Write.file(toSieFile(file), { checksum: options.checksum === true, withoutBackslashes: true })
    return Lint.lint(written.bytes, { for: options.for, kind: "4I" }).pipe(
      // A file that we have written starts with #FLAGGA, which is a record.
      Effect.catchTag("NotSie", Effect.die),
      Effect.flatMap((findings) => {
        // Whether a cost centre is mandatory is a setting of the receiving program.
        const [warnings, [first, ...more]] = Arr.partition(findings, ({ code }) => code !== "cost-centre")
        return first === undefined
          ? Effect.succeed({ ...written, warnings })
          : Effect.fail(refused([first, ...more], options.for))
      }),
    )
  })

const refused = (findings: WriteRefused["findings"], name: ProfileName = "generic") =>
  new WriteRefused({
    message: `${name === "generic" ? "the file would not be right" : `${profiles[name].title} would not import the file rightly`}: ${findings[0].message}`,
    hint: findings[0].hint,
    findings,
  })
