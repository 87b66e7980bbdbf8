/** Money between Amili and the creditors as the bank files show it. */
import type { Table } from "@amili-cases/sheets/Column"
import type { BankTransfer } from "../../stand/rows.ts"
import { transferStates } from "../words/states.ts"
import * as columns from "./columns.ts"

const texts = (values: ReadonlyArray<string>) => (values.length === 0 ? undefined : values.join(" "))

export const bank: Table<BankTransfer> = {
  name: "bank",
  currency: (row) => row.currency,
  amount: (row) => row.amount,
  columns: [
    {
      key: "booked_on",
      kind: "date",
      header: { sv: "Bokfört", en: "Booked on" },
      about: "Booking date on the bank",
      width: 13,
      value: (row) => row.bookedOn,
    },
    {
      key: "state",
      kind: "enum",
      header: { sv: "Läge", en: "State" },
      about: "Whether it stands at a payout: see the states of bank rows below",
      width: 16,
      value: (row) => row.state,
      said: (row, language) => transferStates[row.state][language],
    },
    {
      key: "references",
      kind: "text",
      header: { sv: "Referenser", en: "References" },
      about: "References on the bank row, separated by blanks",
      width: 30,
      value: (row) => texts(row.references),
    },
    {
      key: "payout_ids",
      kind: "text",
      header: { sv: "Utbetalningar", en: "Payouts" },
      about: "Ids of the payouts that it settles, separated by blanks",
      width: 54,
      value: (row) => texts(row.payoutIds),
    },
    {
      key: "file",
      kind: "text",
      header: { sv: "Bankfil", en: "Bank file" },
      about: "Name of the bank file that it was read from",
      width: 30,
      value: (row) => row.file,
    },
    columns.currency,
    {
      key: "amount",
      kind: "money",
      header: { sv: "Belopp", en: "Amount" },
      about: "Amount that came; negative when it went back to Amili",
      width: 16,
      value: (row) => row.amount,
    },
    {
      key: "difference",
      kind: "money",
      header: { sv: "Skillnad", en: "Difference" },
      about: "Of the amount, what stands at no payout",
      width: 14,
      value: (row) => row.difference,
    },
    {
      key: "creditor_ids",
      kind: "text",
      header: { sv: "Borgenärs-id", en: "Creditor ids" },
      about: "Ids of the creditors that own the account, separated by blanks",
      width: 80,
      technical: true,
      value: (row) => texts(row.creditorIds),
    },
    {
      key: "transfer_key",
      kind: "id",
      header: { sv: "Nyckel", en: "Key" },
      about: "Tells the bank row from every other, also when it is read again from another file",
      width: 80,
      technical: true,
      value: (row) => row.key,
    },
  ],
}
