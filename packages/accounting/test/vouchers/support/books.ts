/** An account map, and lines and cases that it books, for tests. */
import type { Entry } from "@amili-cases/accounting/closed/records/Entries"
import type { LineEvent } from "@amili-cases/accounting/payouts/events/LineEvent"
import type { AccountMap, Company } from "@amili-cases/accounting/vouchers/map/AccountMap"
import { companyWith, mapOf } from "@amili-cases/accounting/vouchers/map/presets"
import type { Books } from "@amili-cases/accounting/vouchers/map/readMap"
import * as CalendarDay from "@amili-cases/core/CalendarDay"

export const day = (text: string) => CalendarDay.CalendarDay.make(text)

export const creditor = "5f0000000000000000000001"

export const companyOf = (changes: Partial<Company> = {}): Company => ({
  ...companyWith({
    creditors: "all",
    name: "Öl & Å AB",
    organisationNumber: "556677-8899",
    method: "faktureringsmetoden",
    receiver: "fortnox",
    series: "I",
    fiscalYear: { start: day("2026-01-01"), end: day("2026-12-31") },
    outlays: { account: "3591", name: "Påminnelseavgifter" },
    invoiceVat: 25,
  }),
  grouping: "none",
  ...changes,
})

export const mapWith = (changes: Partial<Company> = {}): AccountMap => mapOf([companyOf(changes)])

export const booksOf = (map: AccountMap = mapWith()): Books => ({ map, rateOf: (company) => company.invoiceVat })

export const line = (changes: Partial<LineEvent> = {}): LineEvent => ({
  lineId: "l1",
  revision: 0,
  serial: 1,
  seq: 1,
  kind: "new",
  state: "waiting",
  corrects: null,
  reversedBy: null,
  caseId: "c1",
  creditorId: creditor,
  creditor: "Öl & Å AB",
  invoiceNumber: "4711",
  reference: null,
  category: "capital",
  article: "capital",
  currency: "SEK",
  net: "1000.00",
  vat: "0.00",
  total: "1000.00",
  bookedAt: "2026-11-05T10:00:00.000Z",
  createdAt: "2026-11-05T10:00:00.000Z",
  payoutId: null,
  payoutDate: null,
  payoutReference: null,
  ...changes,
})

export const closed = (changes: Partial<Entry> = {}): Entry => ({
  caseId: "c1",
  revision: 0,
  serial: 1,
  seq: 1,
  kind: "closed",
  corrects: undefined,
  creditorId: creditor,
  invoiceNumber: "4711",
  reference: undefined,
  claimed: "1250.00",
  registeredAt: undefined,
  closedAt: "2026-11-10T10:00:00.000Z",
  reason: "bankruptcy",
  currency: "SEK",
  amount: "1250.00",
  ...changes,
})
