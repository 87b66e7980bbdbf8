/** An entry from `Ntry`, and its payments from `TxDtls`. */
import * as Effect from "effect/Effect"
import type { BankFileError } from "../BankFileError.ts"
import type { Details, Entry, Party } from "../Entry.ts"
import type { Statement } from "../Statement.ts"
import { all, first, word, type XmlElement } from "../xml/XmlElement.ts"
import { accountOf, amountOf, dayOf, directionOf, invalid, referencesOf } from "./values.ts"

export const entryOf = (
  element: XmlElement,
  statement: Statement,
  details: ReadonlyArray<Details>,
): Effect.Effect<Entry, BankFileError> =>
  Effect.gen(function* () {
    const { file } = statement.place
    const amount = first(element, "Amt")
    const direction = yield* directionOf(element, file)
    if (amount === undefined || direction === undefined)
      return yield* invalid(element, file, "Ntry has no amount or does not say whether it is credit or debit")
    const status = yield* statusOf(element, file)
    const valueOn = yield* dayOf(first(element, "ValDt"), file)
    const bookedOn = (yield* dayOf(first(element, "BookgDt"), file)) ?? (status === "booked" ? valueOn : undefined)
    if (status === "booked" && bookedOn === undefined)
      return yield* invalid(element, file, "Ntry is booked and has neither a booking date nor a value date")
    return {
      statement,
      ...(yield* amountOf(amount, file)),
      direction,
      reversal: isTrue(word(element, "RvslInd")),
      status,
      bookedOn,
      valueOn,
      reference: referencesOf(element, "AcctSvcrRef")[0],
      details,
      place: { file, line: element.line },
    }
  })

const isTrue = (text: string | undefined) => text === "true" || text === "1"

/** Version 02 writes the status as text, version 08 as a code below it. */
const statusOf = (element: XmlElement, file: string): Effect.Effect<Entry["status"], BankFileError> => {
  switch (word(element, "Sts", "Cd") ?? word(element, "Sts")) {
    case "BOOK":
      return Effect.succeed("booked")
    case "PDNG":
    case "FUTR":
      return Effect.succeed("pending")
    case "INFO":
      return Effect.succeed("information")
    default:
      return Effect.fail(invalid(element, file, "Ntry has no status BOOK, PDNG, FUTR or INFO"))
  }
}

export const detailsOf = (element: XmlElement, file: string): Effect.Effect<Details, BankFileError> =>
  Effect.gen(function* () {
    // Version 08 gives the amount itself; version 02 gives it among the amounts of the transaction.
    const amount = first(element, "Amt") ?? first(element, "AmtDtls", "TxAmt", "Amt")
    const value = amount && (yield* amountOf(amount, file))
    return {
      amount: value?.amount,
      currency: value?.currency,
      direction: yield* directionOf(element, file),
      ids: ["EndToEndId", "TxId", "InstrId", "PmtInfId", "AcctSvcrRef"].flatMap((name) =>
        referencesOf(element, "Refs", name),
      ),
      references: [
        ...referencesOf(element, "RmtInf", "Strd", "CdtrRefInf", "Ref"),
        ...referencesOf(element, "RmtInf", "Strd", "RfrdDocInf", "Nb"),
      ],
      messages: [...all(element, "RmtInf", "Ustrd"), ...all(element, "RmtInf", "Strd", "AddtlRmtInf")].map(
        ({ text }) => text,
      ),
      debtor: partyOf(element, "Dbtr"),
      creditor: partyOf(element, "Cdtr"),
    }
  })

/** Version 08 puts the name one level deeper. */
const partyOf = (element: XmlElement, role: "Dbtr" | "Cdtr"): Party => ({
  name: (first(element, "RltdPties", role, "Pty", "Nm") ?? first(element, "RltdPties", role, "Nm"))?.text,
  account: accountOf(first(element, "RltdPties", `${role}Acct`)),
})
