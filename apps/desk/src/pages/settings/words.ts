/** Words of the settings. */
import type { Words } from "../../words/Words.ts"

export const words = {
  settings: { sv: "Inställningar", en: "Settings" },
  welcome: {
    sv: "Här kopplas skrivbordet till Amili. Gör stegen i ordning; inget annat behövs för den första exporten.",
    en: "This connects the desk to Amili. Take the steps in their order; nothing else is needed for the first export.",
  },
  done: { sv: "Klart", en: "Done" },
  key: { sv: "1. Nyckel", en: "1. Key" },
  keyNote: {
    sv: "Amili känner igen er på ett nyckelpar. Den privata halvan stannar i en fil på den här datorn och visas aldrig; den publika skickar ni till Amili, som då ger er en api-kod. Har ni redan ett par går ni vidare till nästa steg.",
    en: "Amili knows you by a key pair. The private half stays in a file on this machine and is never shown; the public one you send to Amili, who then give you an api code. If you have a pair already, go on to the next step.",
  },
  keyFile: { sv: "Fil för den privata nyckeln", en: "File for the private key" },
  keyFileHint: {
    sv: "Hela sökvägen, eller ~/ för hemmappen. En fil som finns skrivs aldrig över.",
    en: "The whole path, or ~/ for the home folder. A file that exists is never overwritten.",
  },
  keyFileWrong: { sv: "Skriv en sökväg.", en: "Write a path." },
  makeKey: { sv: "Gör ett nyckelpar", en: "Make a key pair" },
  keyMade: {
    sv: (file: string) => `Den privata nyckeln finns i ${file}. Skicka den publika nyckeln nedan till Amili.`,
    en: (file: string) => `The private key is in ${file}. Send the public key below to Amili.`,
  },
  publicKey: { sv: "Publik nyckel", en: "Public key" },
  connection: { sv: "2. Anslutning", en: "2. Connection" },
  connected: {
    sv: (url: string, file: string) => `Profilen ansluter till ${url} med nyckeln i ${file}.`,
    en: (url: string, file: string) => `The profile connects to ${url} with the key in ${file}.`,
  },
  notConnected: { sv: "Profilen är inte ansluten ännu.", en: "The profile is not connected yet." },
  baseUrl: { sv: "Adressen till Amilis API", en: "Address of Amili's API" },
  baseUrlHint: { sv: "Som https://api-sandbox.amili.se.", en: "Such as https://api-sandbox.amili.se." },
  baseUrlWrong: { sv: "Skriv en adress som börjar med https://.", en: "Write an address that begins with https://." },
  apiCode: { sv: "Api-kod", en: "Api code" },
  apiCodeHint: {
    sv: "Från Amili. Den sparas i datorns nyckelring, och där ingen finns i en fil som bara du kan läsa.",
    en: "From Amili. It is kept in the keychain of the machine, and where there is none in a file that you alone can read.",
  },
  apiCodeWrong: { sv: "Skriv api-koden.", en: "Write the api code." },
  plainFile: {
    sv: "Spara api-koden i filen ändå, för körningar när ingen är inloggad",
    en: "Keep the api code in the file all the same, for runs while nobody is logged in",
  },
  connect: { sv: "Pröva och spara", en: "Try and keep" },
  accepted: { sv: "Amili godtog uppgifterna, och de är sparade.", en: "Amili accepted them, and they are kept." },
  exports: { sv: "3. Exporter", en: "3. Exports" },
  folder: { sv: "Mapp för filerna", en: "Folder of the files" },
  folderHint: {
    sv: "Hela sökvägen, eller ~/ för hemmappen. Journalen ligger där också.",
    en: "The whole path, or ~/ for the home folder. The journal is there too.",
  },
  folderWrong: {
    sv: "Mappen kan inte användas: välj en som du får skriva i.",
    en: "The folder cannot be used: choose one that you may write to.",
  },
  format: { sv: "Filformat", en: "Kinds of files" },
  formatHint: {
    sv: (all: string) => `Med komma emellan: ${all}.`,
    en: (all: string) => `With commas between: ${all}.`,
  },
  formatWrong: { sv: "Skriv format ur listan.", en: "Write kinds of the list." },
  csv: { sv: "CSV-filer skrivs för", en: "CSV files are written for" },
  language: { sv: "Filernas språk", en: "Language of the files" },
  swedish: { sv: "svenska", en: "Swedish" },
  english: { sv: "engelska", en: "English" },
  perCreditor: { sv: "En uppsättning filer för varje borgenär", en: "A set of files for each creditor" },
  by: { sv: "Vem som svarar för exporterna", en: "Who answers for the exports" },
  byHint: {
    sv: "Namnet står i varje körnings manifest, och fylls i där skrivbordet frågar vem.",
    en: "The name stands in the manifest of each run, and is filled in where the desk asks who.",
  },
  classes: { sv: "Egna avräkningsklasser", en: "Settlement classes of your own" },
  classesHint: {
    sv: (all: string) => `För avslutsorsaker, som prescribed=loss, med komma emellan. Klasser: ${all}.`,
    en: (all: string) => `For close reasons, such as prescribed=loss, with commas between. Classes: ${all}.`,
  },
  classesWrong: {
    sv: "Skriv orsak=klass, med en klass ur listan.",
    en: "Write reason=class, with a class of the list.",
  },
  save: { sv: "Spara", en: "Save" },
  saved: {
    sv: "Inställningarna är sparade och gäller från nästa körning; dess manifest säger vilka de var.",
    en: "The settings are kept, and hold from the next run on; its manifest says what they were.",
  },
  toRuns: { sv: "Till den första körningen", en: "To the first run" },
  schedule: { sv: "4. Schema", en: "4. Schedule" },
  scheduleNote: {
    sv: "Avslutade ärenden exporteras av sig själva, av amili-export på den här datorn. Varje månad tar den månad som slutat.",
    en: "Closed cases are exported automatically, by amili-export on this machine. Monthly takes the month that ended.",
  },
  every: { sv: "Hur ofta", en: "How often" },
  none: { sv: "inte", en: "not" },
  day: { sv: "varje dag", en: "every day" },
  week: { sv: "varje måndag", en: "every Monday" },
  month: { sv: "den första varje månad", en: "on the first of each month" },
  at: { sv: "Klockslag", en: "Time" },
  atWrong: { sv: "Skriv ett klockslag som 06:30.", en: "Write a time such as 06:30." },
  scheduled: { sv: "Schemat är sparat.", en: "The schedule is kept." },
  typeThis: {
    sv: "Kör det här en gång i en kommandotolk; det görs inte åt dig:",
    en: "Run this once at a command prompt; it is not done for you:",
  },
  profiles: { sv: "Profiler", en: "Profiles" },
  profilesNote: {
    sv: "Varje profil har sina egna uppgifter, sin mapp och sin journal.",
    en: "Each profile has credentials, a folder and a journal of its own.",
  },
  newProfile: { sv: "Namn på en ny profil", en: "Name of a new profile" },
  newProfileWrong: {
    sv: "Högst 64 bokstäver, siffror, - och _, en bokstav eller siffra först; inget namn som finns.",
    en: "At most 64 letters, digits, - and _, a letter or digit first; no name that is taken.",
  },
  addProfile: { sv: "Ställ in en ny profil", en: "Set up a new profile" },
} as const satisfies Words
