/** Checks a SIE file against the standard and against what a certain program accepts. */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Entry, Record } from "../read/Entry.ts"
import type { Finding } from "../read/Finding.ts"
import type { NotSie } from "../read/NotSie.ts"
import * as Read from "../read/Read.ts"
import { type ProfileName, profiles } from "./Profile.ts"
import type { FileKind, MakeRule } from "./Rule.ts"
import * as Accounts from "./rules/accounts.ts"
import * as Balances from "./rules/balances.ts"
import * as ForbiddenBalances from "./rules/forbiddenBalances.ts"
import * as Numbering from "./rules/numbering.ts"
import * as Records from "./rules/records.ts"
import * as Texts from "./rules/texts.ts"
import * as Vouchers from "./rules/vouchers.ts"

const rules: ReadonlyArray<MakeRule> = [
  Records.mandatory,
  Records.order,
  Records.header,
  ForbiddenBalances.none,
  ForbiddenBalances.ofObjects,
  Numbering.ofImports,
  Numbering.unique,
  Vouchers.balance,
  Vouchers.wholeMinor,
  Vouchers.fiscalYear,
  Balances.closing,
  Accounts.declared,
  Accounts.numbers,
  Accounts.dimensions,
  Accounts.costCentres,
  Texts.length,
  Texts.quotationMarks,
  Texts.organisationNumber,
]

/** Which receiver the file is checked for, and as which type of file. */
export interface Options {
  /** The program that is to import the file; `generic` is the standard alone. */
  readonly for?: ProfileName | undefined
  /** The type of the file. Without it `#SIETYP` says it, and of type 4 what has balances is 4E and all else 4I. */
  readonly kind?: FileKind | undefined
}

/** All findings, those of reading included, in the order of their lines; what concerns the whole file comes last. */
export const lint = (bytes: Uint8Array, options: Options = {}): Effect.Effect<ReadonlyArray<Finding>, NotSie> =>
  lintStream(Stream.succeed(bytes), options)

/** The same for a file that is too large for memory. */
export const lintStream = <E, R>(
  bytes: Stream.Stream<Uint8Array, E, R>,
  options: Options = {},
): Effect.Effect<ReadonlyArray<Finding>, E | NotSie, R> =>
  Effect.suspend(() => {
    const profile = profiles[options.for ?? "generic"]
    const active = rules.map((make) => make(profile))
    const kind = kindOf(options.kind)
    const findings: Array<Finding> = []

    const take = (entry: Entry) => {
      if (entry._tag === "Finding") return void findings.push(entry.finding)
      kind.take(entry)
      for (const rule of active) findings.push(...(rule.record?.(entry) ?? []))
    }

    return Read.stream(bytes).pipe(
      Stream.runForEachChunk((entries) => Effect.sync(() => Chunk.forEach(entries, take))),
      Effect.map(() => {
        for (const rule of active) findings.push(...(rule.end?.(kind.get()) ?? []))
        return findings.toSorted((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity))
      }),
    )
  })

const kindOf = (known: FileKind | undefined) => {
  let type = 1
  let hasBalances = false
  const take = ({ content }: Record) => {
    if (content._tag === "Header" && content.header.type !== undefined) type = content.header.type
    if (content._tag === "Balance") hasBalances = true
  }
  const get = (): FileKind => {
    if (known !== undefined) return known
    if (type === 1 || type === 2 || type === 3) return `${type}`
    return hasBalances ? "4E" : "4I"
  }
  return { take, get }
}
