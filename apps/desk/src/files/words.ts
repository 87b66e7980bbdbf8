/** Words about files of runs. */
import type { Words } from "../words/Words.ts"

export const words = {
  unknown: { sv: "Körningen har ingen sådan fil.", en: "The run has no such file." },
  unknownHint: { sv: "Välj filen på körningens sida.", en: "Choose the file on the page of the run." },
  altered: {
    sv: "Filen finns inte kvar i mappen, eller har ändrats sedan den skrevs: den lämnas inte ut som körningens.",
    en: "The file is not in the folder any more, or was changed since it was written: it is not given as that of the run.",
  },
  alteredHint: {
    sv: "Hämta den från en säkerhetskopia, eller skriv den igen med amili-export replay.",
    en: "Take it from a backup, or write it again with amili-export replay.",
  },
} as const satisfies Words
