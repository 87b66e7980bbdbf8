/** What installing a schedule says, in both languages. */
import type { Language } from "@amili-cases/app-kit/settings/UiLanguage"

const en = {
  throwaway: "This program is a copy that npx may throw away: install it first (npm install --global).",
  runOnce: "Run this command once, it is not done for you. Run by it, a missed export comes as soon as it can.",
  asItIs: "nothing would be done: it is so already",
  wouldBeDone: "this would be done:",
  runs: (what: string, profile: string, when: string, means: string, isAsBefore: boolean) =>
    `amili-export ${what} of the profile "${profile}" runs ${when}, by ${means}${isAsBefore ? ", as before" : ""}.`,
  systemd:
    "A run that is missed because the machine is off comes as soon as you log in again. To have it run while nobody is logged in: loginctl enable-linger",
  cron: "cron does not start what it has missed: the next run exports what the missed one would have, since each takes everything since the one before.",
  monthEnd: "Each run ends with the month before; months that were missed come first, each in a run of its own.",
}

const sv: typeof en = {
  throwaway: "Det här programmet är en kopia som npx kan slänga: installera det först (npm install --global).",
  runOnce: "Kör det här kommandot en gång, det görs inte åt dig. Efter det görs en missad export så snart det går.",
  asItIs: "inget skulle göras: det är redan så",
  wouldBeDone: "det här skulle göras:",
  runs: (what, profile, when, means, isAsBefore) =>
    `amili-export ${what} för profilen "${profile}" körs ${when}, av ${means}${isAsBefore ? ", som förut" : ""}.`,
  systemd:
    "En körning som missas för att datorn är avstängd görs så snart du loggar in igen. För att den ska köras när ingen är inloggad: loginctl enable-linger",
  cron: "cron startar inte det som missats: nästa körning exporterar det som den missade skulle ha gjort, eftersom varje körning tar allt sedan den förra.",
  monthEnd: "Varje körning slutar med månaden före; månader som missats kommer först, var och en i en egen körning.",
}

export const of = (language: Language): typeof en => (language === "sv" ? sv : en)
