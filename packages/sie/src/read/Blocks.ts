/** Groups rows with the record that they belong to, by braces where they are right, and by sense where they are missing. */
import { isNonEmptyReadonlyArray } from "effect/Array"
import type { OtherRow } from "../model/OtherRecord.ts"
import type { Transaction, Voucher } from "../model/Voucher.ts"
import type { Entry, Record } from "./Entry.ts"
import * as Problems from "./problems.ts"

/** A record that may have rows in braces after it: a voucher, or a record that could not be understood. */
interface Block {
  readonly line: number
  readonly label: string
  readonly quoted: boolean
  readonly head:
    | { readonly _tag: "Voucher"; readonly voucher: Omit<Voucher, "transactions" | "others"> }
    | { readonly _tag: "Other"; readonly other: OtherRow }
  readonly transactions: Array<Transaction>
  readonly others: Array<OtherRow>
  /** Whether its `{` has come. */
  isOpen: boolean
}

export interface Blocks {
  readonly begin: (start: Pick<Block, "line" | "label" | "quoted" | "head">) => void
  /** A brace in this line. */
  readonly open: (line: number) => void
  readonly close: (line: number) => void
  /** A row of a voucher; false where none is there that it could belong to. */
  readonly transaction: (line: number, row: Transaction | OtherRow) => boolean
  /** Keeps a record as it is, among the rows of the open one if there is one. */
  readonly keep: (row: OtherRow, quoted: boolean) => void
  /** A record comes that has no rows, so the one before is complete. */
  readonly interrupt: () => void
  readonly isOpen: () => boolean
}

export const make = (emit: (entry: Entry) => void): Blocks => {
  let block: Block | undefined

  const finish = () => {
    if (block !== undefined) emit(complete(block))
    block = undefined
  }
  const report = (finding: ReturnType<typeof Problems.notARecord>) => emit({ _tag: "Finding", finding })
  const interrupt = () => {
    if (block?.isOpen === true) report(Problems.unclosedBlock(block.line, block.label))
    finish()
  }
  const begin: Blocks["begin"] = (start) => {
    interrupt()
    block = { ...start, transactions: [], others: [], isOpen: false }
  }

  return {
    begin,
    interrupt,
    isOpen: () => block?.isOpen === true,
    open: (line) => {
      if (block === undefined || block.isOpen) report(Problems.strayBrace(line, "{"))
      else block.isOpen = true
    },
    close: (line) => {
      if (block?.isOpen === true) finish()
      else report(Problems.strayBrace(line, "}"))
    },
    transaction: (line, row) => {
      if (block?.head._tag !== "Voucher") return false
      if (!block.isOpen && block.transactions.length + block.others.length === 0) report(Problems.missingBrace(line))
      if ("kind" in row) block.transactions.push(row)
      else block.others.push(row)
      return true
    },
    keep: (row, quoted) => {
      if (block?.isOpen === true) block.others.push(row)
      else begin({ line: row.line ?? 0, label: row.label, quoted, head: { _tag: "Other", other: row } })
    },
  }
}

/** The record with its rows. */
const complete = ({ head, label, line, others, quoted, transactions }: Block): Record => {
  const rows = isNonEmptyReadonlyArray(others) ? others : undefined
  const content =
    head._tag === "Voucher"
      ? ({ _tag: "Voucher", voucher: { ...head.voucher, transactions, others: rows } } as const)
      : ({ _tag: "Other", other: { ...head.other, rows } } as const)
  return { _tag: "Record", line, label, quoted, content }
}
