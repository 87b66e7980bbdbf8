/** The SIE file of a creditor and a fiscal year: written, read again, and compared with the vouchers that went in. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import { create } from "@amili-cases/sheets/bytes/sink"
import type { WriteFailed } from "@amili-cases/sheets/Written"
import type { Target, WrittenFile } from "@amili-cases/export-engine/dataset/Output"
import { at } from "@amili-cases/export-engine/run/Steps"
import * as Amount from "@amili-cases/sie/model/Amount"
import { CalendarDate } from "@amili-cases/sie/model/CalendarDate"
import * as SieVoucher from "@amili-cases/sie/model/Voucher"
import * as Read from "@amili-cases/sie/read/Read"
import * as ImportFile from "@amili-cases/sie/write/ImportFile"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import { postingsOf } from "../rules/grouped.ts"
import { VouchersRefused, VouchersUnbalanced } from "./errors.ts"
import { type Emitted, type Heading, voucherOf } from "./stored.ts"

/** `vouchers-000003-2026-12-01-5f0000000000000000000001-2026.si`: the year is that in which it ends. */
export const nameOf = (base: string, { creditorId, year }: Heading): string =>
  `${base}-${creditorId}-${year.end.slice(0, 4)}.si`

export interface SieBytes {
  readonly bytes: Uint8Array
  /** What a person should know before importing it. */
  readonly warnings: ReadonlyArray<Bilingual>
}

/** Fails with the first finding where the receiver would refuse the file. */
export const bytesOf = (
  heading: Heading,
  vouchers: ReadonlyArray<Emitted>,
): Effect.Effect<SieBytes, VouchersRefused | VouchersUnbalanced> =>
  Effect.gen(function* () {
    const written = yield* ImportFile.write(importFileOf(heading, vouchers), { for: heading.receiver }).pipe(
      Effect.mapError(
        ({ findings: [first], message }) =>
          new VouchersRefused({
            message: `${heading.company}: ${message}`,
            hint: `${first.hint}; correct the account map and run this again: nothing was emitted`,
            swedish: {
              message: `${heading.company}: ${message}`,
              hint: `${first.hint}; rätta kontoplanskartan och kör igen: inget har lämnats ut`,
            },
          }),
      ),
    )
    yield* compare(heading, vouchers, written.bytes)
    return {
      bytes: written.bytes,
      warnings: [
        // The package of SIE files speaks English.
        ...written.warnings.map(({ message }) => ({ en: message, sv: message })),
        ...(written.replaced.length === 0
          ? []
          : [
              {
                en: `characters that SIE does not have were replaced: ${written.replaced.map(({ count, from, to }) => `${from} by ${to === "" ? "nothing" : to} (${count})`).join(", ")}`,
                sv: `tecken som inte finns i SIE har bytts ut: ${written.replaced.map(({ count, from, to }) => `${from} mot ${to === "" ? "inget" : to} (${count})`).join(", ")}`,
              },
            ]),
      ],
    }
  })

export const write = (
  { base, staged }: Pick<Target, "base" | "staged">,
  heading: Heading,
  { bytes }: SieBytes,
  count: number,
): Effect.Effect<WrittenFile, WriteFailed, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const name = nameOf(base, heading)
    yield* at(`open:${name}`)
    const path = staged(name)
    const file = yield* create(path)
    yield* file.write(bytes)
    const ended = yield* file.end
    return { name, role: "sie", written: { path, rows: count, ...ended, sums: new Map(), notices: [] } }
  }).pipe(Effect.scoped)

const dimension = "10"

const importFileOf = (heading: Heading, vouchers: ReadonlyArray<Emitted>): ImportFile.ImportFile => {
  const { accounts, company, creditorId: _, generated, invoices, organisationNumber, program, year, ...rest } = heading
  const used = new Set(vouchers.flatMap((voucher) => postingsOf(voucherOf(voucher)).map(({ account }) => account)))
  const named = new Set(
    invoices
      ? vouchers.flatMap((voucher) =>
          voucher.shares.flatMap(({ postings }) => postings.flatMap((one) => one.invoice ?? [])),
        )
      : [],
  )
  const [name = "", version] = program.split(" ")
  return {
    program: version === undefined ? { name } : { name, version },
    generated: { date: CalendarDate.make(generated) },
    company: { name: company, organisationNumber },
    fiscalYear: { start: CalendarDate.make(year.start), end: CalendarDate.make(year.end) },
    chartOfAccounts: rest.chartOfAccounts,
    ...(rest.currency === "SEK" ? {} : { currency: rest.currency }),
    accounts: accounts.filter(({ number }) => used.has(number)),
    ...(named.size === 0
      ? {}
      : {
          dimensions: [{ number: dimension, name: "Faktura" }],
          objects: [...named].toSorted().map((number) => ({ dimension, number, name: `Faktura ${number}` })),
        }),
    vouchers: vouchers.flatMap((voucher) => {
      const transactions = postingsOf(voucherOf(voucher)).map(({ account, amount, invoice }) => ({
        account,
        amount: Amount.ofMinor(amount),
        ...(invoice === undefined || !invoices ? {} : { objects: [{ dimension, number: invoice }] }),
      }))
      const { date, series, text } = voucher
      return Arr.isNonEmptyReadonlyArray(transactions)
        ? [{ series, date: CalendarDate.make(date), text, transactions }]
        : []
    }),
  }
}

/** What our own reader finds in the file must be what the journal has, account by account. */
const compare = (heading: Heading, vouchers: ReadonlyArray<Emitted>, bytes: Uint8Array) =>
  Effect.gen(function* () {
    // A file that was just written starts with a record.
    const { file } = yield* Effect.orDie(Read.parse(bytes))
    const found = sumsOf(
      file.vouchers.flatMap(({ transactions }) =>
        transactions.map(({ account, amount }) => [account, BigInt(Amount.format(amount).replace(".", ""))] as const),
      ),
    )
    const wanted = sumsOf(
      vouchers.flatMap(({ shares }) =>
        shares.flatMap(({ postings }) => postings.map(({ account, amount }) => [account, amount] as const)),
      ),
    )
    const differs = [...new Set([...found.keys(), ...wanted.keys()])].find(
      (account) => (found.get(account) ?? 0n) !== (wanted.get(account) ?? 0n),
    )
    const isBalanced = file.vouchers.every(SieVoucher.isBalanced)
    if (differs === undefined && isBalanced && file.vouchers.length === vouchers.length) return
    return yield* new VouchersUnbalanced({
      message: `the SIE file of ${heading.company} would not say what the journal has${differs === undefined ? "" : `: account ${differs}`}`,
      hint: "nothing was emitted; please report this",
      swedish: {
        message: `SIE-filen för ${heading.company} skulle inte säga vad journalen har${differs === undefined ? "" : `: konto ${differs}`}`,
        hint: "inget har lämnats ut; rapportera det här",
      },
    })
  })

const sumsOf = (amounts: ReadonlyArray<readonly [string, bigint]>): ReadonlyMap<string, bigint> => {
  const sums = new Map<string, bigint>()
  for (const [account, amount] of amounts) sums.set(account, (sums.get(account) ?? 0n) + amount)
  return sums
}
