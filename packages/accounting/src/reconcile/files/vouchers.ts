/** The vouchers of a month as rows, for the first sheet and the report. */
import type { Bilingual, Language } from "@amili-cases/sheets/Column"
import { causes } from "../../vouchers/files/words.ts"
import type { VoucherState } from "../stand/states.ts"
import type { Summary } from "../stand/Summary.ts"

export interface VoucherRow {
  readonly label: string
  readonly meaning: string
  readonly count: number
  /** Debits, or what is asked about; in hundredths, by currency. */
  readonly amounts: ReadonlyMap<string, bigint>
}

export const voucherRows = ({ vouchers }: Pick<Summary, "vouchers">, language: Language): ReadonlyArray<VoucherRow> => {
  if (vouchers === undefined) return []
  const row = ({ meaning, title }: Words, of: ReadonlyArray<Counted>): VoucherRow => ({
    label: title[language],
    meaning: meaning[language],
    ...summed(of),
  })
  const ofStates = (...states: ReadonlyArray<VoucherState>) =>
    vouchers.totals
      .filter(({ state }) => states.includes(state))
      .map(({ vouchers: count, ...total }) => ({ ...total, count }))
  const before = ofStates("waiting_before")
  return [
    row(words.drafted, ofStates("drafted")),
    row(words.approved, ofStates("emitted", "waiting")),
    row(words.emitted, ofStates("emitted")),
    row(words.waiting, ofStates("waiting")),
    ...(before.length === 0 ? [] : [row(words.waitingBefore, before)]),
    ...[...new Set(vouchers.questions.map(({ cause }) => cause))].map((cause) =>
      row(
        { title: words.question.title, meaning: causes[cause] },
        vouchers.questions
          .filter((question) => question.cause === cause)
          .map(({ questions: count, ...question }) => ({ ...question, count })),
      ),
    ),
  ]
}

interface Counted {
  readonly currency: string
  readonly count: number
  readonly amount: bigint
}

const summed = (all: ReadonlyArray<Counted>) => {
  const amounts = new Map<string, bigint>()
  for (const { amount, currency } of all) amounts.set(currency, (amounts.get(currency) ?? 0n) + amount)
  return { count: all.reduce((sum, { count }) => sum + count, 0), amounts }
}

interface Words {
  readonly title: Bilingual
  readonly meaning: Bilingual
}

const words = {
  drafted: {
    title: { sv: "Förslag", en: "Drafts" },
    meaning: { sv: "Ingen har godkänt dem ännu", en: "Nobody has approved them yet" },
  },
  approved: {
    title: { sv: "Godkända", en: "Approved" },
    meaning: { sv: "Daterade i månaden", en: "Dated in the month" },
  },
  emitted: {
    title: { sv: "- utlämnade", en: "- emitted" },
    meaning: { sv: "Står i en SIE-fil", en: "In a SIE file" },
  },
  waiting: {
    title: { sv: "- väntar", en: "- waiting" },
    meaning: { sv: "Lämnas ut med amili-export vouchers emit", en: "amili-export vouchers emit writes them" },
  },
  waitingBefore: {
    title: { sv: "Väntar sedan tidigare månader", en: "Waiting since earlier months" },
    meaning: { sv: "Godkända, och inte utlämnade", en: "Approved, and not emitted" },
  },
  question: { title: { sv: "Kräver beslut", en: "Needs a decision" } },
} as const
