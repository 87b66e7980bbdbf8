/** Entries into a file. */
import type { Account } from "../model/Account.ts"
import type { SieFile } from "../model/SieFile.ts"
import type { Content, Entry } from "./Entry.ts"
import type { Finding } from "./Finding.ts"

/** A file that was read, and what was found on the way. */
export interface Parsed {
  readonly file: SieFile
  /** In the order of their lines; what concerns the whole file comes last. */
  readonly findings: ReadonlyArray<Finding>
}

type Mutable<A> = { -readonly [K in keyof A]: A[K] extends ReadonlyArray<infer B> ? Array<B> : A[K] }

export interface Collector {
  readonly add: (entries: ReadonlyArray<Entry>) => void
  readonly parsed: () => Parsed
}

export const make = (): Collector => {
  const findings: Array<Finding> = []
  const accounts = new Map<string, Account>()
  const file: Mutable<SieFile> = {
    header: {},
    comments: [],
    company: {},
    fiscalYears: [],
    accounts: [],
    dimensions: [],
    objects: [],
    balances: [],
    vouchers: [],
    others: [],
  }

  const put = (content: Content): void => {
    switch (content._tag) {
      case "Header":
        file.header = { ...file.header, ...content.header }
        return
      case "Company":
        file.company = { ...file.company, ...content.company }
        return
      case "Comment":
        return void file.comments.push(content.comment)
      case "FiscalYear":
        return void file.fiscalYears.push(content.fiscalYear)
      case "Account": {
        const { number } = content.account
        return void accounts.set(number, merge(accounts.get(number), content.account))
      }
      case "Dimension":
        return void file.dimensions.push(content.dimension)
      case "Object":
        return void file.objects.push(content.object)
      case "Balance":
        return void file.balances.push(content.balance)
      case "Voucher":
        return void file.vouchers.push(content.voucher)
      case "Other":
        return void file.others.push(content.other)
      case "Checksum":
    }
  }

  return {
    add: (entries) => {
      for (const entry of entries) {
        if (entry._tag === "Finding") findings.push(entry.finding)
        else put(entry.content)
      }
    },
    parsed: () => ({
      file: { ...file, accounts: [...accounts.values()] },
      findings: findings.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity)),
    }),
  }
}

/** The records of an account say different things of it; only codes may come several times. */
const merge = (before: Account | undefined, next: Account): Account => {
  if (before === undefined) return next
  const [first, ...more] = [...(before.sruCodes ?? []), ...(next.sruCodes ?? [])]
  return {
    line: before.line,
    number: before.number,
    name: next.name ?? before.name,
    type: next.type ?? before.type,
    unit: next.unit ?? before.unit,
    sruCodes: first === undefined ? undefined : [first, ...more],
  }
}
