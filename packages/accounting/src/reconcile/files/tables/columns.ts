/** Columns that several tables of a stand have. The printed ones of a table are at most 200 characters wide: 8 points on A4. */
import type { Column } from "@amili-cases/sheets/Column"
import * as shared from "../../../workbook/columns.ts"
import type { AgeBucket, MatchedBy } from "../../stand/states.ts"
import { buckets, matches } from "../words/states.ts"

interface Identity {
  readonly creditorId?: string | undefined
  readonly creditor?: string | undefined
  readonly invoiceNumber?: string | undefined
  readonly reference?: string | undefined
}

interface Waiting {
  readonly waitingDays?: number | undefined
  readonly bucket?: AgeBucket | undefined
}

export const invoiceNumber: Column<Identity> = { ...shared.invoiceNumber, header: { sv: "Faktura", en: "Invoice" } }

export const reference: Column<Identity> = {
  key: "reference",
  kind: "id",
  header: { sv: "Referens", en: "Reference" },
  about: "Reference number, such as an OCR number",
  width: 20,
  technical: true,
  value: (row) => row.reference,
}

export const creditor: Column<Identity> = { ...shared.creditor, width: 23 }

export const currency: Column<{ readonly currency?: string | undefined }> = { ...shared.currency, width: 9 }

export const matchedBy: Column<{ readonly matchedBy?: MatchedBy | undefined }> = {
  key: "matched_by",
  kind: "enum",
  header: { sv: "Träff på", en: "Matched by" },
  about: "By what lines and case were joined: `case`, `invoice` or `reference`, the creditor being the same",
  width: 15,
  technical: true,
  value: (row) => row.matchedBy,
  said: (row, language) => row.matchedBy && matches[row.matchedBy][language],
}

export const waitingDays: Column<Waiting> = {
  key: "waiting_days",
  kind: "integer",
  header: { sv: "Dagar", en: "Days" },
  about: "Days that it has waited at the end of the month; empty where it does not wait",
  width: 9,
  value: (row) => row.waitingDays,
}

export const bucket: Column<Waiting> = {
  key: "age",
  kind: "enum",
  header: { sv: "Ålder", en: "Age" },
  about: "These days in groups: `0-7`, `8-14`, `15-30`, `31-60`, `61-`",
  width: 15,
  value: (row) => row.bucket,
  said: (row, language) => row.bucket && buckets[row.bucket][language],
}
