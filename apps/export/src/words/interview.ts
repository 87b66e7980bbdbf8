/** The questions of `amili-export init` and what it says, in both languages. */
import type { Difference } from "@amili-cases/operations/profile/Kept"
import type { Language } from "@amili-cases/app-kit/settings/UiLanguage"

/** Words that answer a question; what is kept is the English one, which is that of the option. */
const answers = { yes: "ja", no: "nej", none: "ingen", day: "dag", week: "vecka", month: "månad" } as const
export type Answer = keyof typeof answers

/** The word of the option that was meant, in whichever language it was typed. */
export const answered = (text: string): string => english.get(text.trim().toLowerCase()) ?? text

/** The word that a Swede types for the word of an option; others stay as they are. */
export const typed = (word: string): string => swedish.get(word) ?? word

const swedish = new Map<string, string>(Object.entries(answers))
const english = new Map<string, string>(Object.entries(answers).map(([word, swedish]) => [swedish, word]))

export const answerIn = (answer: Answer, language: Language): string => (language === "sv" ? answers[answer] : answer)

const en = {
  welcome:
    "Sets up where the exports go and how they look. Nothing is exported yet.\nReturn takes what stands in brackets; Ctrl-C ends it, and nothing is kept.\n",
  profile: "Name of the profile",
  folder: "Folder for the exports",
  formats: (names: ReadonlyArray<string>) => `Kinds of files, with commas between: ${names.join(", ")}`,
  csv: "CSV: sv-excel (Excel), rfc4180 (programs) or windows-1252 (old ones)",
  workbook: "Language of the workbook: sv or en",
  perCreditor: "A set of files for each creditor: yes or no",
  schedule: "Export closed cases by itself: none, day, week or month",
  time: "At what time",
  change: "Change it: yes or no",
  yesOrNo: "yes or no",
  connects: (url: string, profile: string) => `Connects to ${url}, as the profile "${profile}".`,
  connectsByVariables: "Connects as the variables of this terminal say; a run by itself would need amili auth login.",
  loggedIn: (url: string, profile: string, rests: string) =>
    `Logged in to ${url} as the profile "${profile}". The api code is ${rests}.`,
  differences: (changes: ReadonlyArray<Difference>) =>
    changes.map(({ after = "none", before = "none", name }) => `${name}: ${after} instead of ${before}`),
  changed: (changes: ReadonlyArray<string>) => `Changed: ${changes.join("; ")}.`,
  wouldChange: (profile: string, changes: ReadonlyArray<string>) =>
    `\nThe profile "${profile}" is set up already. This would change:\n  ${changes.join("\n  ")}`,
  kept: (file: string, folder: string) =>
    `\nThe settings are in ${file}; an option or a variable goes before them. The exports go to ${folder}.`,
  next: "Next:",
  closed: ["what has been closed: the first time everything,", "or from a day on: --start 2026-01-01"],
  open: "what is open now",
}

const sv: typeof en = {
  welcome:
    "Här bestämmer du var exporterna hamnar och hur de ser ut. Inget exporteras ännu.\nRetur tar det som står inom hakparentes; Ctrl-C avbryter, och då sparas inget.\n",
  profile: "Profilens namn",
  folder: "Mapp för exporterna",
  formats: (names) => `Sorters filer, med komma emellan: ${names.join(", ")}`,
  csv: "CSV: sv-excel (Excel), rfc4180 (program) eller windows-1252 (äldre program)",
  workbook: "Arbetsbokens språk: sv eller en",
  perCreditor: "En uppsättning filer per borgenär: ja eller nej",
  schedule: "Exportera avslutade ärenden automatiskt: ingen, dag, vecka eller månad",
  time: "Klockan",
  change: "Ändra: ja eller nej",
  yesOrNo: "ja eller nej",
  connects: (url, profile) => `Ansluter till ${url}, som profilen "${profile}".`,
  connectsByVariables:
    "Ansluter enligt variablerna i den här terminalen; en körning som startar av sig själv behöver amili auth login.",
  loggedIn: (url, profile, rests) => `Inloggad på ${url} som profilen "${profile}". Api-koden ligger ${rests}.`,
  differences: (changes) =>
    changes.map(({ after = "inget", before = "inget", name }) => `${name}: ${after} i stället för ${before}`),
  changed: (changes) => `Ändrat: ${changes.join("; ")}.`,
  wouldChange: (profile, changes) =>
    `\nProfilen "${profile}" är redan inställd. Det här skulle ändras:\n  ${changes.join("\n  ")}`,
  kept: (file, folder) =>
    `\nInställningarna ligger i ${file}; en flagga eller en variabel går före dem. Exporterna hamnar i ${folder}.`,
  next: "Nästa steg:",
  closed: ["det som har avslutats: första gången allt,", "eller från och med en dag: --start 2026-01-01"],
  open: "det som är öppet nu",
}

export const of = (language: Language): typeof en => (language === "sv" ? sv : en)
