/** Every amount that two sides do not agree on, and every thing that a person has to decide: a row each. */
import type { Table } from "@amili-cases/sheets/Column"
import type { Difference } from "../../stand/rows.ts"
import { causeOf } from "../words/causes.ts"
import { kinds } from "../words/states.ts"
import { creditorId } from "../../../workbook/columns.ts"
import * as columns from "./columns.ts"

export const differences: Table<Difference> = {
  name: "differences",
  currency: (row) => row.currency,
  amount: (row) => row.amount,
  columns: [
    {
      key: "id",
      kind: "id",
      header: { sv: "Id", en: "Id" },
      about: "Id of the case, line or payout at Amili, or the key of the bank row",
      width: 26,
      value: (row) => row.id,
    },
    {
      key: "kind",
      kind: "enum",
      header: { sv: "Vad", en: "What" },
      about: "What it is about: `case`, `line`, `payout`, `transfer` or `summary`",
      width: 14,
      value: (row) => row.kind,
      said: (row, language) => kinds[row.kind][language],
    },
    {
      key: "cause",
      kind: "enum",
      header: { sv: "Orsak", en: "Cause" },
      about: "The state that made it a difference",
      width: 24,
      value: (row) => row.cause,
      said: (row, language) => causeOf(row.cause, language),
    },
    columns.creditor,
    columns.invoiceNumber,
    {
      key: "explanation",
      kind: "text",
      header: { sv: "Förklaring", en: "Explanation" },
      about: "What does not agree, and what to do, in a sentence",
      width: 64,
      value: (row) => row.en,
      said: (row, language) => row[language],
    },
    columns.currency,
    {
      key: "amount",
      kind: "money",
      header: { sv: "Belopp", en: "Amount" },
      about: "The difference; empty where no amount is known",
      width: 14,
      value: (row) => row.amount,
    },
    {
      key: "case_id",
      kind: "id",
      header: { sv: "Ärende-id", en: "Case id" },
      about: "Id of the case, where there is one",
      width: 27,
      technical: true,
      value: (row) => row.caseId,
    },
    {
      key: "payout_id",
      kind: "id",
      header: { sv: "Utbetalnings-id", en: "Payout id" },
      about: "Id of the payout, where there is one",
      width: 27,
      technical: true,
      value: (row) => row.payoutId,
    },
    columns.reference,
    creditorId,
  ],
}
