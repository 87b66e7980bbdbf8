/** Words of long work. */
import type { Words } from "../words/Words.ts"

export const words = {
  work: { sv: "Arbete", en: "Work" },
  atWork: { sv: "Något annat pågår för profilen.", en: "Other work goes on for the profile." },
  atWorkHint: { sv: "Vänta tills det är klart, eller avbryt det.", en: "Wait until it is done, or cancel it." },
  running: { sv: "Pågår", en: "In progress" },
  failed: { sv: "Misslyckades", en: "Failed" },
  cancelled: { sv: "Avbrutet", en: "Cancelled" },
  cancelledNote: {
    sv: "Inget av det räknas som exporterat. Börja om när du vill.",
    en: "Nothing of it counts as exported. Start again whenever you like.",
  },
  cancel: { sv: "Avbryt", en: "Cancel" },
  next: { sv: "Gör så här:", en: "Next:" },
  started: { sv: (time: string) => `Började ${time}`, en: (time: string) => `Began ${time}` },
  read: {
    sv: (read: string, what: string) => `${read} lästa: ${what}`,
    en: (read: string, what: string) => `${read} read: ${what}`,
  },
  readOf: {
    sv: (read: string, total: string, what: string) => `${read} av ${total} lästa: ${what}`,
    en: (read: string, total: string, what: string) => `${read} of ${total} read: ${what}`,
  },
  rate: { sv: (count: string) => `${count} i sekunden`, en: (count: string) => `${count} a second` },
  left: { sv: (time: string) => `ungefär ${time} kvar`, en: (time: string) => `about ${time} left` },
  waiting: { sv: "väntar på API:et", en: "waiting for the API" },
} as const satisfies Words
