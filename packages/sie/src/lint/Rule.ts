/** A rule looks at the records of a file as they come, so that no file is too large to be checked. */
import type { Finding } from "../read/Finding.ts"
import type { Record } from "../read/Entry.ts"
import type { Profile } from "./Profile.ts"

/** The types of SIE files. 4E is an export with balances, 4I has vouchers to import; both say `#SIETYP 4`. */
export const kinds = ["1", "2", "3", "4E", "4I"] as const
export type FileKind = (typeof kinds)[number]

export interface Rule {
  readonly record?: (record: Record) => ReadonlyArray<Finding>
  /** Called after the last record, when the type of the file is known. */
  readonly end?: (kind: FileKind) => ReadonlyArray<Finding>
}

/** A rule remembers what it has seen, so each check makes its own. */
export type MakeRule = (profile: Profile) => Rule

export const finding = (
  severity: Finding["severity"],
  code: Finding["code"],
  line: number | undefined,
  message: string,
  hint: string,
): Finding => ({ code, severity, line, message, hint })

/** `1 voucher`, `2 vouchers`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`
