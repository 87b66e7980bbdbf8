/** Words of forms. */
import type { Words } from "../words/Words.ts"

export const words = {
  by: { sv: "Vem", en: "Who" },
  byHint: { sv: "Namnet sparas i journalen.", en: "The name is kept in the journal." },
  byWrong: { sv: "Skriv ditt namn.", en: "Write your name." },
  reason: { sv: "Varför", en: "Why" },
  reasonHint: { sv: "Skälet sparas i journalen.", en: "The reason is kept in the journal." },
  reasonWrong: { sv: "Skriv ett skäl.", en: "Write a reason." },
  wrong: { sv: "Rätta det som är markerat.", en: "Correct what is marked." },
} as const satisfies Words
