/** Words of the pages about cases. */
import type { Words } from "../../words/Words.ts"

export const words = {
  cases: { sv: "Ärenden", en: "Cases" },
  asked: { sv: (time: string) => `Amili svarade ${time}.`, en: (time: string) => `Amili answered ${time}.` },
  count: {
    sv: (here: string, all: string) => `${here} av ${all} ärenden.`,
    en: (here: string, all: string) => `${here} of ${all} cases.`,
  },
  countLater: {
    sv: (here: string, left: string) => `${here} ärenden, och ${left} efter dem.`,
    en: (here: string, left: string) => `${here} cases, and ${left} after them.`,
  },
  countUnknown: { sv: (here: string) => `${here} ärenden.`, en: (here: string) => `${here} cases.` },
  malformed: {
    sv: (count: string) => `${count} av dem går inte att läsa och saknas i tabellen.`,
    en: (count: string) => `${count} of them cannot be read, and are left out of the table.`,
  },
  tooDeep: {
    sv: "Längre än så bläddras inte: begränsa urvalet i stället.",
    en: "The table goes no further: narrow the selection instead.",
  },
  none: { sv: "Inga ärenden i urvalet.", en: "No cases in the selection." },
  wrongAddress: {
    sv: "Urvalet i adressen går inte att läsa: rätta det som är markerat.",
    en: "The selection in the address cannot be read: correct what is marked.",
  },
  missing: { sv: "uppgift saknas", en: "not given" },

  find: { sv: "Sök", en: "Find" },
  findLabel: { sv: "Ärende, faktura eller referens", en: "Case, invoice or reference" },
  findHint: { sv: "Hela numret, som det står.", en: "The whole number, as it is written." },
  found: {
    sv: (count: string, what: string) => `${count} ärenden har numret ${what}.`,
    en: (count: string, what: string) => `${count} cases have the number ${what}.`,
  },
  notFound: {
    sv: (what: string) => `Inget ärende har numret ${what}, eller så får profilen inte se det.`,
    en: (what: string) => `No case has the number ${what}, or the profile may not see it.`,
  },

  selection: { sv: "Urval", en: "Selection" },
  show: { sv: "Visa", en: "Show" },
  reset: { sv: "Alla öppna", en: "All open ones" },
  which: { sv: "Vilka", en: "Which" },
  open: { sv: "Öppna", en: "Open" },
  closed: { sv: "Avslutade", en: "Closed" },
  every: { sv: "Alla", en: "All" },
  creditor: { sv: "Borgenär", en: "Creditor" },
  state: { sv: "Läge", en: "State" },
  status: { sv: "Status", en: "Status" },
  reason: { sv: "Avslutsorsak", en: "Close reason" },
  class: { sv: "Avräkningsklass", en: "Settlement class" },
  minAge: { sv: "Minst så gamla (dagar)", en: "At least so old (days)" },
  maxAge: { sv: "Högst så gamla (dagar)", en: "At most so old (days)" },
  daysWrong: { sv: "Ett helt antal dagar.", en: "A whole number of days." },
  min: { sv: "Kapital från", en: "Capital from" },
  max: { sv: "Kapital till", en: "Capital to" },
  amountWrong: { sv: "Ett belopp som 1500,50.", en: "An amount such as 1500.50." },
  from: { sv: "Avslutade från och med", en: "Closed on or after" },
  to: { sv: "Avslutade till och med", en: "Closed on or before" },
  dayWrong: { sv: "En dag som 2026-11-30.", en: "A day such as 2026-11-30." },
  sort: { sv: "Ordning", en: "Order" },
  newest: { sv: "Nyast först", en: "Newest first" },
  oldest: { sv: "Äldst först", en: "Oldest first" },
  largest: { sv: "Störst först", en: "Largest first" },
  changed: { sv: "Senast ändrat läge först", en: "Latest change of state first" },
  invoiceOrder: { sv: "Fakturanummer", en: "Invoice number" },

  id: { sv: "Ärende", en: "Case" },
  invoice: { sv: "Faktura", en: "Invoice" },
  reference: { sv: "Referens", en: "Reference" },
  since: { sv: "Läge sedan", en: "State since" },
  created: { sv: "Registrerat", en: "Registered" },
  closedOn: { sv: "Avslutat", en: "Closed on" },
  remaining: { sv: "Återstående kapital", en: "Remaining capital" },
} as const satisfies Words
