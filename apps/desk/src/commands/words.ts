/** What the program says in the terminal. */
import type { Words } from "../words/Words.ts"

export const words = {
  practice: {
    sv: (folder: string) =>
      `påhittade ärenden, som sparas i ${folder} (bankens filer i mappen bank): ta bort mappen för att börja om`,
    en: (folder: string) =>
      `made-up cases, kept in ${folder} (the bank's files in its folder bank): remove it to begin again`,
  },
  howTo: {
    sv: "adressen öppnar skrivbordet en gång. Enter skriver en ny, Ctrl-C avslutar skrivbordet.",
    en: "the address opens the desk once. Enter prints another one, Ctrl-C ends the desk.",
  },
} as const satisfies Words
