/** Accounts and dimensions that vouchers and balances use. */
import { reserved } from "../../model/Dimension.ts"
import type { Record } from "../../read/Entry.ts"
import { excerpt, type Finding } from "../../read/Finding.ts"
import { finding, type MakeRule } from "../Rule.ts"

/** Rows that name an account, with their lines. */
const rowsOf = ({ content, line }: Record) => {
  if (content._tag === "Voucher") return content.voucher.transactions.map((row) => ({ ...row, line: row.line ?? line }))
  return content._tag === "Balance" ? [{ ...content.balance, line }] : []
}

export const declared: MakeRule = () => {
  const accounts = new Set<string>()
  const firstUse = new Map<string, number>()
  return {
    record: (record) => {
      if (record.label === "#KONTO" && record.content._tag === "Account") accounts.add(record.content.account.number)
      for (const { account, line } of rowsOf(record)) if (!firstUse.has(account)) firstUse.set(account, line)
      return []
    },
    // An import file without any account relies on the chart of the receiving program.
    end: (kind) =>
      kind === "4I" && accounts.size === 0
        ? []
        : Array.from(firstUse)
            .filter(([account]) => !accounts.has(account))
            .map(([account, line]) =>
              finding(
                kind === "4I" ? "warning" : "error",
                "account",
                line,
                `account ${excerpt(account)} has no #KONTO`,
                "Add it, so that the receiving program knows its name.",
              ),
            ),
  }
}

export const numbers: MakeRule = ({ refusedClasses, title }) => {
  const seen = new Set<string>()
  const check = (account: string, line: number): ReadonlyArray<Finding> => {
    if (seen.has(account)) return []
    seen.add(account)
    if (!/^\d+$/.test(account))
      return [finding("error", "account", line, `account ${excerpt(account)} is not a number`, "Use digits only.")]
    return refusedClasses.some((digit) => account.startsWith(digit))
      ? [
          finding(
            "error",
            "account",
            line,
            `${title} refuses accounts of class ${account[0]}, such as ${account}`,
            "Leave the account and its vouchers out.",
          ),
        ]
      : []
  }
  return {
    record: (record) =>
      record.content._tag === "Account"
        ? check(record.content.account.number, record.line)
        : rowsOf(record).flatMap(({ account, line }) => check(account, line)),
  }
}

export const dimensions: MakeRule = () => {
  const known = new Set<string>(Object.values(reserved))
  const firstUse = new Map<string, number>()
  return {
    record: (record) => {
      const { content } = record
      if (content._tag === "Dimension") known.add(content.dimension.number)
      if (content._tag === "Object" && !firstUse.has(content.object.dimension))
        firstUse.set(content.object.dimension, record.line)
      for (const { line, objects } of rowsOf(record))
        for (const { dimension } of objects) if (!firstUse.has(dimension)) firstUse.set(dimension, line)
      return []
    },
    end: () =>
      Array.from(firstUse)
        .filter(([dimension]) => !known.has(dimension))
        .map(([dimension, line]) =>
          finding(
            "warning",
            "dimension",
            line,
            `dimension ${excerpt(dimension)} has no #DIM, and the standard does not reserve its number`,
            "Add #DIM with its name.",
          ),
        ),
  }
}

/** Transactions on costs and income without a cost centre, in a file that has cost centres. */
export const costCentres: MakeRule = ({ costCentres, title }) => {
  let isUsed = false
  let first: number | undefined
  let count = 0
  return {
    record: (record) => {
      if (!costCentres || record.content._tag !== "Voucher") return []
      for (const { account, line, objects } of rowsOf(record)) {
        if (objects.some(({ dimension }) => dimension === reserved.costCentre)) isUsed = true
        else if (/^[3-8]/.test(account)) {
          first ??= line
          count++
        }
      }
      return []
    },
    end: () =>
      isUsed && first !== undefined
        ? [
            finding(
              "warning",
              "cost-centre",
              first,
              `${count} transactions on costs and income have no cost centre, and others have one`,
              `${title} refuses the file where a cost centre is mandatory for the account.`,
            ),
          ]
        : [],
  }
}
