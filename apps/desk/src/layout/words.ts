/** Words of the frame around each page. */
import type { Words } from "../words/Words.ts"

export const words = {
  skip: { sv: "Till innehållet", en: "To the content" },
  menu: { sv: "Sidor", en: "Pages" },
  profile: { sv: "Profil", en: "Profile" },
  other: { sv: "English", en: "Svenska" },
  leave: { sv: "Stäng skrivbordet", en: "Close the desk" },
  overview: { sv: "Översikt", en: "Overview" },
  cases: { sv: "Ärenden", en: "Cases" },
  runs: { sv: "Körningar", en: "Runs" },
  month: { sv: "Avstämning", en: "Reconciliation" },
  vouchers: { sv: "Verifikationer", en: "Vouchers" },
  settings: { sv: "Inställningar", en: "Settings" },
  next: { sv: "Nästa", en: "Next" },
  previous: { sv: "Föregående", en: "Previous" },
  pages: { sv: "Bläddra", en: "Pages of the table" },
} as const satisfies Words
