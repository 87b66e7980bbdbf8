/** Reads bank files for a month, and refuses those that would be read wrongly: unconfirmed payers, other accounts. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as Money from "@amili-cases/core/Money"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Account from "../../bank/Account.ts"
import { wordsOf } from "../../bank/BankFileError.ts"
import * as BankFiles from "../../bank/BankFiles.ts"
import { type Entry, signed } from "../../bank/Entry.ts"
import type { Payer } from "../../bank/match/Transfer.ts"
import * as Received from "../../bank/match/Received.ts"
import type { Statement } from "../../bank/Statement.ts"
import { ReconcileRefused } from "../errors.ts"
import type { BankAddition, BankFileRow } from "../journal/BankRecords.ts"

/** A payout by which a payer can be recognised. */
export interface Recognisable {
  readonly creditorId: string
  readonly reference: string
  /** Hundredths. */
  readonly amount: bigint
}

export interface Known {
  readonly payers: ReadonlyArray<Payer>
  readonly payouts: ReadonlyArray<Recognisable>
  readonly currencies: ReadonlySet<string>
}

export const readBank = (paths: ReadonlyArray<string>, known: Known) =>
  Effect.gen(function* () {
    const strangers = new Map<string, Stranger>()
    const files = new Map<string, { entries: number; repeated: number }>()
    const payouts = new Map(known.payouts.map((payout) => [keyOf(payout), payout.creditorId]))
    let file = ""
    const records = BankFiles.read(paths).pipe(
      Stream.tap((record) =>
        Effect.suspend(() => {
          if (record._tag === "File") {
            file = record.file.sha256
            if (!record.file.isRepeated) files.set(file, { entries: 0, repeated: 0 })
            return Effect.void
          }
          if (record._tag === "Statement") return checkAccount(record.statement, known)
          const counts = files.get(file)
          if (counts !== undefined && record.entry.status === "booked" && !record.isRepeated) counts.entries += 1
          for (const stranger of strangersIn(record.entry, payouts, known.payers)) {
            const key = `${stranger.creditorId} ${Account.keyOf(stranger.account)}`
            const before = strangers.get(key)
            strangers.set(key, { ...stranger, count: (before?.count ?? 0) + 1 })
          }
          return Effect.void
        }),
      ),
    )
    const received = yield* Received.collect(records, known.payers)
    if (strangers.size > 0) return yield* unconfirmed([...strangers.values()])
    // An entry with several payments is one entry.
    const ours = new Map<string, Set<string>>()
    for (const { key, place } of received.transfers)
      ours.set(place.file, (ours.get(place.file) ?? new Set()).add(key.replace(/#\d+$/, "")))
    const addition: BankAddition = {
      files: received.files
        .filter(({ isRepeated }) => !isRepeated)
        .map(({ name, sha256 }): BankFileRow => {
          const { entries } = files.get(sha256) ?? { entries: 0 }
          return { name: nameOf(name), sha256, entries, others: entries - (ours.get(name)?.size ?? 0) }
        }),
      coverage: received.coverage,
      transfers: received.transfers.map((transfer) => ({
        ...transfer,
        place: { file: nameOf(transfer.place.file), line: undefined },
      })),
    }
    return { addition, warnings: [...doesNotAddUp(received), ...hasNone(addition.files)] }
  })

/** A statement from which an entry is missing, or in which one stands twice. */
const doesNotAddUp = ({ statements }: Received.Received): ReadonlyArray<Bilingual> =>
  statements.flatMap(({ balance, statement: { place } }) =>
    balance._tag === "Differs"
      ? [
          {
            en: `${wordsOf({ ...place, file: nameOf(place.file) })}: opening balance and entries differ from the closing balance by ${Money.format(balance.difference)} ${balance.currency}: ask the bank for the whole statement`,
            sv: `${wordsOf({ ...place, file: nameOf(place.file) })}: ingående saldo och bankrader skiljer sig från utgående saldo med ${Money.format(balance.difference)} ${balance.currency}: be banken om hela kontoutdraget`,
          },
        ]
      : [],
  )

/** Files of another account than the one on which payouts come are such. */
const hasNone = (files: ReadonlyArray<BankFileRow>): ReadonlyArray<Bilingual> => {
  const entries = files.reduce((sum, file) => sum + file.entries, 0)
  if (entries === 0 || files.some((file) => file.entries > file.others)) return []
  const names = files.map(({ name }) => name).join(", ")
  return [
    {
      en: `${names}: none of ${entries} booked entries is Amili's: give the files of the account on which payouts come`,
      sv: `${names}: ingen av ${entries} bokförda bankrader är Amilis: ange filerna för kontot som utbetalningarna kommer till`,
    },
  ]
}

/** Without its folder: the same file gives the same stand wherever it lies. */
const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path

const keyOf = ({ amount, reference }: Pick<Recognisable, "amount" | "reference">) => `${amount} ${reference.trim()}`

interface Stranger {
  readonly account: Account.Account
  readonly creditorId: string
  readonly count: number
}

/** Accounts that pay exactly what a payout comes to under its reference, and that nobody has confirmed. */
const strangersIn = (
  { amount, details, direction, status }: Entry,
  payouts: ReadonlyMap<string, string>,
  payers: ReadonlyArray<Payer>,
): ReadonlyArray<Stranger> => {
  if (status !== "booked") return []
  return details.flatMap((payment) => {
    const way = payment.direction ?? direction
    const { account } = way === "credit" ? payment.debtor : payment.creditor
    if (account === undefined) return []
    const worth = payment.amount ?? (details.length === 1 ? amount : undefined)
    if (worth === undefined) return []
    const minor = Money.toMinor(signed(worth, way))
    const creditorId = [...payment.references, ...payment.messages]
      .map((reference) => payouts.get(keyOf({ amount: minor, reference })))
      .find((found) => found !== undefined)
    if (creditorId === undefined) return []
    const isConfirmed = payers.some(
      (payer) => payer.creditorId === creditorId && Account.isSame(payer.account, account),
    )
    return isConfirmed ? [] : [{ account, creditorId, count: 1 }]
  })
}

const unconfirmed = (strangers: ReadonlyArray<Stranger>) => {
  const accounts = [...new Set(strangers.map(({ account }) => Account.keyOf(account)))]
  const [first] = strangers
  const payments = strangers.reduce((sum, { count }) => sum + count, 0)
  const one = strangers.length === 1 ? ` --creditor ${first?.creditorId}` : ""
  return new ReconcileRefused({
    message: `${accounts.join(", ")} paid ${payments} ${payments === 1 ? "payout" : "payouts"} by reference and amount, and nobody has confirmed that it is Amili's account`,
    hint: `if it is: amili-export bank confirm "${accounts[0] ?? ""}"${one} --by NAME --reason TEXT`,
    swedish: {
      message: `${accounts.join(", ")} betalade ${payments} ${payments === 1 ? "utbetalning" : "utbetalningar"} enligt referens och belopp, och ingen har bekräftat att det är Amilis konto`,
      hint: `om det är det: amili-export bank confirm "${accounts[0] ?? ""}"${one} --by NAMN --reason TEXT`,
    },
  })
}

const checkAccount = (
  { account, currency, place }: Statement,
  { currencies, payers }: Known,
): Effect.Effect<void, ReconcileRefused> => {
  if (currency !== undefined && currencies.size > 0 && !currencies.has(currency)) {
    return new ReconcileRefused({
      message: `${place.file} is of an account in ${currency}, and payouts are in ${[...currencies].toSorted().join(", ")}`,
      hint: "give the file of the account on which Amili's payouts come",
      swedish: {
        message: `${place.file} är från ett konto i ${currency}, och utbetalningarna är i ${[...currencies].toSorted().join(", ")}`,
        hint: "ange filen för kontot som Amilis utbetalningar kommer till",
      },
    })
  }
  const own = payers.flatMap(({ receiving }) => receiving ?? [])
  if (payers.length === 0 || own.length < payers.length || own.some((one) => isSameNumber(one, account)))
    return Effect.void
  return new ReconcileRefused({
    message: `${place.file} is of account ${Account.keyOf(account)}, and payouts come on ${own.map(Account.keyOf).join(", ")}`,
    hint: "give the file of that account, or confirm the other one: amili-export bank confirm --receiving",
    swedish: {
      message: `${place.file} är från kontot ${Account.keyOf(account)}, och utbetalningarna kommer till ${own.map(Account.keyOf).join(", ")}`,
      hint: "ange filen för det kontot, eller bekräfta det andra: amili-export bank confirm --receiving",
    },
  })
}

const isSameNumber = (a: Account.Account, b: Account.Account) => Account.isSame({ ...a, scheme: b.scheme }, b)
