/** Rows that name what does not agree, or what a person has to decide. */
import { needsPerson as isOfPerson } from "../judge/caseState.ts"
import { needsPerson as lineOfPerson } from "../judge/lineState.ts"
import { needsPerson as payoutOfPerson } from "../judge/payoutState.ts"
import type { BankTransfer, Difference, PaidCase, StandLine, StandPayout } from "../stand/rows.ts"

type Text = Pick<Difference, "en" | "sv">

const texts: Readonly<Record<string, Text>> = {
  missing_specification: {
    sv: "Avslutat som betalt, men ingen kapitalrad har kommit",
    en: "Closed as paid, and no capital line has come",
  },
  amount_differs: {
    sv: "Kapitalraderna är inte det som skulle komma: krävt mindre kvar",
    en: "The capital lines are not what should come: claimed less remaining",
  },
  unexpected_line: {
    sv: "Betalt direkt till borgenären, men en kapitalrad har kommit",
    en: "Paid straight to the creditor, and a capital line has come",
  },
  reversed: {
    sv: "En rad är återförd, och det som skulle komma är inte utbetalt",
    en: "A line was taken back, and what should come is not paid out",
  },
  ambiguous: { sv: "Flera ärenden är möjliga: välj ett", en: "Several cases are possible: choose one" },
  orphan: { sv: "Inget ärende har radens nummer", en: "No case has the numbers of the line" },
  differs: {
    sv: "Totalen är inte summan av raderna: skillnaden är avgift, avrundning eller ändrad rad",
    en: "The total is not the sum of the lines: the difference is a fee, rounding or a line that has changed",
  },
  lines_incomplete: {
    sv: "Alla rader är inte kända, eller går inte att summera",
    en: "Not all lines are known, or they cannot be added",
  },
  total_unknown: { sv: "API:et ger ingen total", en: "The API gives no total" },
  missing: { sv: "Pengarna syns inte på banken", en: "The money is not on the bank" },
  bank_differs: {
    sv: "Banken visar ett annat belopp under samma referens",
    en: "The bank shows another amount under the same reference",
  },
  several_candidates: {
    sv: "Flera bankrader är möjliga: välj en",
    en: "Several bank entries are possible: choose one",
  },
  unexplained: {
    sv: "Pengar från Amili som inte hör till någon utbetalning",
    en: "Money from Amili that stands at no payout",
  },
  summary_differs: {
    sv: "Utbetalningens egen sammanställning har ett annat belopp för artikeln",
    en: "The payout's own summary has another amount for the article",
  },
  after_final: {
    sv: "Känt först efter att en tidigare månad låsts: räknas i den här månaden",
    en: "Known only after an earlier month was made final: it counts in this month",
  },
}

/** The cause for which nobody has to decide anything. */
export const afterFinal = "after_final"

const rowOf = (
  kind: Difference["kind"],
  id: string,
  cause: string,
  amount: bigint | undefined,
  about: Partial<Difference>,
): Difference => ({
  kind,
  id,
  caseId: about.caseId,
  payoutId: about.payoutId,
  creditorId: about.creditorId,
  creditor: about.creditor,
  invoiceNumber: about.invoiceNumber,
  reference: about.reference,
  currency: about.currency,
  amount,
  cause,
  sv: texts[cause]?.sv ?? cause,
  en: texts[cause]?.en ?? cause,
})

const late = (isLate: boolean, kind: Difference["kind"], id: string, about: Partial<Difference>) =>
  isLate ? [rowOf(kind, id, afterFinal, undefined, about)] : []

export const ofCase = (row: PaidCase, isLate: boolean): ReadonlyArray<Difference> => {
  const { caseId, difference: amount, expected, state } = row
  const open = state === "missing_specification" ? (expected === undefined ? undefined : -expected) : amount
  return [...(isOfPerson(state) ? [rowOf("case", caseId, state, open, row)] : []), ...late(isLate, "case", caseId, row)]
}

export const ofLine = (row: StandLine, isLate: boolean): ReadonlyArray<Difference> => [
  ...(lineOfPerson(row.state) ? [rowOf("line", row.lineId, row.state, row.total, row)] : []),
  ...late(isLate, "line", row.lineId, row),
]

/** `difference` is by how much another amount came, where one did. */
export const ofPayout = (
  row: StandPayout,
  isLate: boolean,
  difference: bigint | undefined,
): ReadonlyArray<Difference> => {
  const about = { ...row, reference: row.payoutReference }
  const bank = { missing: "missing", differs: "bank_differs", several_candidates: "several_candidates" } as const
  const cause =
    row.bank === "missing" || row.bank === "differs" || row.bank === "several_candidates" ? bank[row.bank] : undefined
  const short = row.bank === "differs" || row.total === undefined ? difference : -row.total
  return [
    ...(payoutOfPerson(row.state) ? [rowOf("payout", row.payoutId, row.state, row.remainder, about)] : []),
    ...(cause === undefined ? [] : [rowOf("payout", row.payoutId, cause, short, about)]),
    ...late(isLate, "payout", row.payoutId, about),
  ]
}

export const ofTransfer = (row: BankTransfer): ReadonlyArray<Difference> =>
  row.state === "unexplained"
    ? [
        rowOf("transfer", row.key, "unexplained", row.amount, {
          currency: row.currency,
          reference: row.references[0],
          creditorId: row.creditorIds.length === 1 ? row.creditorIds[0] : undefined,
        }),
      ]
    : []

export const ofSummary = (row: StandPayout, article: string, amount: bigint): Difference =>
  rowOf("summary", `${row.payoutId} ${article}`, "summary_differs", amount, {
    ...row,
    reference: row.payoutReference,
  })
