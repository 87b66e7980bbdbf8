/** A statement from what stands in `Stmt` or `Ntfctn` besides its entries. */
import * as Effect from "effect/Effect"
import type { BankFileError } from "../BankFileError.ts"
import { signed } from "../Entry.ts"
import type { Balance, Statement } from "../Statement.ts"
import { all, first, word, type XmlElement } from "../xml/XmlElement.ts"
import { accountOf, amountOf, dayOf, directionOf, invalid, required } from "./values.ts"

export const statementOf = (element: XmlElement, file: string): Effect.Effect<Statement, BankFileError> =>
  Effect.gen(function* () {
    const account = accountOf(first(element, "Acct"))
    if (account === undefined)
      return yield* invalid(element, file, `${element.name} names no account before its entries`)
    const balances = yield* Effect.forEach(all(element, "Bal"), (balance) => balanceOf(balance, file))
    const balance = (code: string) => balances.find((balance) => balance.code === code)?.balance
    // Some banks write the closing balance of the day before instead of the opening one.
    const opening = balance("OPBD") ?? balance("PRCD")
    const closing = balance("CLBD")
    return {
      kind: element.name === "Stmt" ? "statement" : "notification",
      id: yield* required(element, file, "Id"),
      account,
      owner: first(element, "Acct", "Ownr", "Nm")?.text,
      currency: word(element, "Acct", "Ccy") ?? opening?.currency ?? closing?.currency,
      createdOn: yield* dayOf(first(element, "CreDtTm"), file),
      from: yield* dayOf(first(element, "FrToDt", "FrDtTm"), file),
      to: yield* dayOf(first(element, "FrToDt", "ToDtTm"), file),
      opening,
      closing,
      place: { file, line: element.line },
    }
  })

const balanceOf = (element: XmlElement, file: string) =>
  Effect.gen(function* () {
    const amount = first(element, "Amt")
    const direction = yield* directionOf(element, file)
    if (amount === undefined || direction === undefined)
      return yield* invalid(element, file, "Bal has no amount or does not say whether it is credit or debit")
    const { amount: value, currency } = yield* amountOf(amount, file)
    const balance: Balance = {
      amount: signed(value, direction),
      currency,
      day: yield* dayOf(first(element, "Dt"), file),
    }
    return { code: word(element, "Tp", "CdOrPrtry", "Cd"), balance }
  })
