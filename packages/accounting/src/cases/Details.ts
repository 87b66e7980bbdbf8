/** What files say of a case that needs a person, or has changed: in the language of their headers, without personal data. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { Change, Problem } from "./Row.ts"

/** What files call a change; programs read its key. */
export const changes: Readonly<Record<Change, Bilingual>> = {
  changed: { sv: "ändrat", en: "changed" },
  reopened: { sv: "återöppnat", en: "reopened" },
  closed_again: { sv: "avslutat igen", en: "closed_again" },
}

/** What files call a problem; programs read its key. */
export const problems: Readonly<Record<Problem, Bilingual>> = {
  undated: { sv: "utan avslutsdatum", en: "undated" },
  unclassified: { sv: "oklassificerad", en: "unclassified" },
  unclassified_correction: { sv: "oklassificerad rättelse", en: "unclassified_correction" },
  future: { sv: "avslutat i framtiden", en: "future" },
  undecodable: { sv: "oläsligt", en: "undecodable" },
  other: { sv: "annat", en: "other" },
}

/** What Swedish files said before edition 3. */
export const saidBefore: Readonly<Record<string, string>> = {
  reopened: "öppnat igen",
  unclassified: "okänd orsak",
  unclassified_correction: "rättelse med okänd orsak",
}

export const noDate: Bilingual = {
  sv: "avslutat, men Amili anger inget avslutsdatum",
  en: "closed, but the API gives no close date",
}

/** `day` is a calendar day. */
export const closedInFuture = (day: string): Bilingual => ({
  sv: `avslutsdatumet ${day} ligger i framtiden: ärendet exporteras först då`,
  en: `its close date ${day} lies ahead: the case is not exported before that day`,
})

export const unknownReason = (reason: string | undefined): Bilingual =>
  reason === undefined
    ? { sv: "avslutat utan orsak", en: "closed without a reason" }
    : { sv: `okänd avslutsorsak "${reason}"`, en: `unknown close reason "${reason}"` }

/** `problem` is core's: the field, a colon, and what was expected there. */
export const unreadable = (problem: string): Bilingual => {
  const [, field] = /^([\w.[\]]+): /.exec(problem) ?? []
  return {
    sv:
      field === undefined || field === "document"
        ? "dokumentet går inte att läsa"
        : `fältet ${field} har inte den form som det ska ha`,
    en: problem,
  }
}

/** A case of a bridge that does not fit. */
export const notBefore = (serial: number): Bilingual => ({
  sv: `öppet, registrerat före körning ${serial} och inte med i den`,
  en: `open, registered before run ${serial}, and not in it`,
})

export const notAmongOpen: Bilingual = {
  sv: "öppet, men ändå inte bland de öppna ärendena",
  en: "open, and yet not among the open cases",
}

export const notReadable: Bilingual = {
  sv: "går inte att läsa: se karantänen",
  en: "cannot be read: see the quarantine",
}

export const gone: Bilingual = { sv: "finns inte längre hos Amili", en: "the API has no such case now" }
