/** Words of the frame around each page. */
import type { Words } from "../words/Words.ts"

export const words = {
  skip: { sv: "Till innehållet", en: "To the content" },
  menu: { sv: "Sidor", en: "Pages" },
  profile: { sv: "Profil", en: "Profile" },
  other: { sv: "English", en: "Svenska" },
  leave: { sv: "Stäng skrivbordet", en: "Close the desk" },
  cases: { sv: "Ärenden", en: "Cases" },
  next: { sv: "Nästa", en: "Next" },
  previous: { sv: "Föregående", en: "Previous" },
  pages: { sv: "Bläddra", en: "Pages of the table" },
} as const satisfies Words
