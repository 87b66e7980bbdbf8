/** Words of refusals, failures and the way in. */
import type { Words } from "../words/Words.ts"

export const words = {
  failed: { sv: "Det gick inte", en: "That did not work" },
  next: { sv: "Gör så här:", en: "Next:" },
  notFound: { sv: "Sidan finns inte.", en: "There is no such page." },
  notFoundHint: { sv: "Välj i menyn ovanför.", en: "Choose from the menu above." },
  nothing: { sv: "Amili har inget med det numret.", en: "The API has nothing with that number." },
  nothingHint: {
    sv: "Kontrollera numret, och att profilen får se det.",
    en: "Check the number, and that the profile may see it.",
  },
  noProfile: { sv: "Profilen finns inte.", en: "There is no such profile." },
  noProfileHint: { sv: "Välj en profil uppe till höger.", en: "Choose a profile at the top right." },
  signedOut: { sv: "Du är inte inloggad", en: "You are not signed in" },
  usedUp: {
    sv: "Adressen är använd eller för gammal: den öppnar skrivbordet en gång, inom tio minuter.",
    en: "The address has been used or is too old: it opens the desk once, within ten minutes.",
  },
  noSession: {
    sv: "Skrivbordet öppnas med adressen i terminalen, och stängs efter en halvtimme utan arbete.",
    en: "The desk opens with the address in the terminal, and closes after half an hour without work.",
  },
  enterHint: {
    sv: "Tryck på Enter i fönstret där amili-desk körs, och öppna adressen som skrivs där.",
    en: "Press Enter in the window where amili-desk runs, and open the address that it prints.",
  },
  host: { sv: "Adressen är inte skrivbordets.", en: "The address is not that of the desk." },
  hostHint: {
    sv: "Öppna adressen som amili-desk skriver.",
    en: "Open the address that amili-desk prints.",
  },
  origin: {
    sv: "Frågan kommer från en annan webbplats och görs inte.",
    en: "The request comes from another site, and is not carried out.",
  },
  originHint: {
    sv: "Öppna sidan i skrivbordet och gör om det där.",
    en: "Open the page in the desk, and do it there.",
  },
  method: { sv: "Sådana frågor besvaras inte.", en: "Such requests are not answered." },
  tooLarge: { sv: "Det som skickades är för stort.", en: "What was sent is too large." },
  tooLargeHint: { sv: "Skicka mindre åt gången.", en: "Send less at a time." },
  busy: { sv: "För många frågor på en gång.", en: "Too many requests at once." },
  busyHint: { sv: "Vänta en stund och ladda om sidan.", en: "Wait a moment, and load the page again." },
  unreadable: { sv: "Formuläret kunde inte läsas.", en: "The form could not be read." },
  unreadableHint: { sv: "Gå tillbaka och försök igen.", en: "Go back and try again." },
  slow: { sv: "Svaret dröjde för länge.", en: "The answer took too long." },
  slowHint: { sv: "Vänta en stund och ladda om sidan.", en: "Wait a moment, and load the page again." },
  left: { sv: "Skrivbordet är stängt för den här webbläsaren", en: "The desk is closed for this browser" },
} as const satisfies Words
