/** What the document is, who answers for what, and how the system hangs together. */
import { code, list, paragraphs, type Section } from "../document.ts"
import { foreign, markup } from "../../html/markup.ts"
import { table } from "../../html/table.ts"
import type { Facts } from "./Facts.ts"

export const about = ({ tool }: Facts): Section => ({
  id: "om",
  title: "Vad dokumentet är",
  content: [
    paragraphs(
      "Dokumentet är systemdokumentation enligt bokföringslagen 5 kap. 11 § för programmet amili-export, som hämtar ärenden, utbetalningar och utbetalningsrader från inkassobolaget Amili och gör underlag för bokföringen av dem. Bokföringsnämndens allmänna råd om bokföring (BFNAR 2013:2) säger vad sådan dokumentation ska ge överblick över.",
      "Det beskriver programmet fram till de filer som lämnas till ekonomiavdelningen. Bokföringsprogrammet och Amilis eget system har sin egen dokumentation.",
      markup`Texten gäller version ${foreign(tool)}. Inställningar och numrering är hämtade ur journalen. Gör ett nytt dokument när programmet, inställningarna eller rutinerna ändras, och spara det gamla. Vad som har körts, av vem och med vilket resultat visar behandlingshistoriken (${code("amili-export docs behandlingshistorik")}).`,
    ),
  ],
})

const roles = [
  "Svarar för exporten och dess inställningar",
  "Beslutar om förluster, rättelser och det som står i karantän",
  "Sköter datorn, journalen och säkerhetskopiorna",
  "Kontakt hos Amili, för frågor om ärenden och utbetalningar",
]

/** No program knows these names: they are written in by hand. */
export const people = ({ responsible }: Facts): Section => ({
  id: "ansvariga",
  title: "Vem man frågar",
  content: [
    paragraphs(
      responsible === undefined
        ? "I inställningarna står ingen som svarar för exporten; spara namnet med amili-export init --by NAMN. Fyll i det som saknas."
        : markup`Enligt den sista körningens inställningar svarar ${foreign(responsible)} för exporten. Fyll i det som saknas.`,
    ),
    table({
      columns: [
        { header: "Uppgift", kind: "text", cell: (role: string) => role },
        { header: "Namn, telefon, från och med", kind: "text", cell: () => markup`<div class="blank"></div>` },
      ],
      rows: roles,
      empty: "",
    }),
  ],
})

const parts: ReadonlyArray<readonly [string, string, string]> = [
  [
    "Amilis API",
    "Amilis register över ärenden, utbetalningar och rader",
    "Källan. Programmet läser bara; det ändrar ingenting där.",
  ],
  [
    "amili-export",
    "Programmet, på företagets egen dator eller server",
    "Läser, prövar varje dokument mot journalen och skriver filer. Körs för hand eller efter schema.",
  ],
  [
    "Journalen",
    "En databas: en fil bredvid exporterna, eller PostgreSQL",
    "Vet vad varje körning har sagt om varje ärende, rad och utbetalning. Journalen, inte filerna, avgör vad som redan är exporterat.",
  ],
  [
    "Filerna",
    "Arbetsbok, tabeller, rådokument och manifest för varje körning",
    "Underlaget för bokföringen och beviset för hur det kom till.",
  ],
  [
    "Bankfiler",
    "Kontoutdrag camt.053 och camt.054, som en person lämnar",
    "Visar vilka utbetalningar som har kommit fram. Bara Amilis överföringar sparas.",
  ],
  ["Ekonomiavdelningen", "Människor", "Läser arbetsboken, beslutar om det som programmet inte får avgöra, och bokför."],
]

export const overview = (): Section => ({
  id: "oversikt",
  title: "Översikt över systemet",
  content: [
    paragraphs(
      "Amilis API → amili-export med journalen → filer → ekonomiavdelningen → bokföringsprogrammet. Bankfiler kommer in vid månadsavstämningen.",
    ),
    table({
      columns: [
        { header: "Del", kind: "word", cell: ([name]: (typeof parts)[number]) => name },
        { header: "Vad den är", kind: "text", cell: ([, what]) => what },
        { header: "Vad den gör", kind: "text", cell: ([, , does]) => does },
      ],
      rows: parts,
      empty: "",
    }),
    markup`<h3>In</h3>`,
    list([
      "Från Amilis API: ärenden (identitet, faktura- och referensnummer, borgenär, läge, datum, avslutsorsak, belopp), utbetalningar och utbetalningsrader.",
      "Gäldenärers namn och nummer hämtas inte, om det inte begärs för en viss körning. Manifestet säger om de är med, förkortade eller fullständiga.",
      "Från en person: bankfiler, och de beslut som journalen sparar med namn, tid och skäl.",
    ]),
    markup`<h3>Ut</h3>`,
    list([
      "Filer i exportmappen, en uppsättning för varje körning. En fil som finns skrivs aldrig över.",
      "Programmet sänder inget till något bokföringsprogram och bokför ingenting själv.",
    ]),
  ],
})
