/** Columns that tables of several datasets have. Each field may be absent, since quarantined documents lack some. */
import type { Column } from "@amili-cases/sheets/Column"

export const invoiceNumber: Column<{ readonly invoiceNumber?: string | undefined }> = {
  key: "invoice_number",
  kind: "id",
  header: { sv: "Fakturanummer", en: "Invoice number" },
  about: "The creditor's invoice number",
  width: 17,
  value: (row) => row.invoiceNumber,
}

export const reference: Column<{ readonly reference?: string | undefined }> = {
  key: "reference",
  kind: "id",
  header: { sv: "Referens", en: "Reference" },
  about: "Reference number of the case, such as an OCR number",
  width: 20,
  value: (row) => row.reference,
}

export const creditor: Column<{ readonly creditor?: string | undefined }> = {
  key: "creditor",
  kind: "text",
  header: { sv: "Borgenär", en: "Creditor" },
  about: "Name of the company that is owed the money",
  width: 28,
  value: (row) => row.creditor,
}

export const currency: Column<{ readonly currency?: string | undefined }> = {
  key: "currency",
  kind: "enum",
  header: { sv: "Valuta", en: "Currency" },
  about: "Currency of the amounts on the row",
  width: 9,
  value: (row) => row.currency,
}

export const creditorId: Column<{ readonly creditorId?: string | undefined }> = {
  key: "creditor_id",
  kind: "enum",
  header: { sv: "Borgenärs-id", en: "Creditor id" },
  about: "Id of the creditor at Amili",
  width: 27,
  technical: true,
  value: (row) => row.creditorId,
}

export const link: Column<{ readonly link?: string | undefined }> = {
  key: "link",
  kind: "link",
  header: { sv: "Länk", en: "Link" },
  about: "Opens the case at Amili",
  width: 20,
  technical: true,
  value: (row) => row.link,
}
