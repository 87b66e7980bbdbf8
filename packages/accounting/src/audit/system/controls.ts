/** How mistakes are found: the controls, and how a program tells its verdict. */
import { controlTitles } from "../../reconcile/files/words/controls.ts"
import { markup } from "../../html/markup.ts"
import { table } from "../../html/table.ts"
import { code, list, paragraphs, type Section } from "../document.ts"
import type { Facts } from "./Facts.ts"

export const controls = ({ exitCodes }: Facts): Section => ({
  id: "kontroller",
  title: "Kontroller",
  content: [
    markup`<h3>I varje körning</h3>`,
    list([
      "En journal hör till ett API och ett företag. Leder inställningarna någon annanstans vägras körningen.",
      "Bara en körning åt gången: journalen har ett lås.",
      "Journalen, mappen och minnet av den sista körningen jämförs. Säger de emot varandra, som när en gammal säkerhetskopia har lagts in, vägras körningen.",
      "Filerna skrivs under dolda namn, får kontrollsummor och därefter sina namn. Körningen räknas med en enda transaktion i journalen: allt eller inget. Den som avbryts slutförs eller görs ogjord av nästa körning.",
      "Antalen hos Amili jämförs med journalens (fullständighet).",
    ]),
    markup`<h3>I månadsavstämningen</h3>`,
    paragraphs(
      "Två summor som ska vara lika, och som kommer från olika håll. Rapporten säger om var och en stämmer, inte stämmer eller inte är jämförd.",
    ),
    table({
      columns: [
        { header: "Kontroll", kind: "word", cell: ([id]: readonly [string, { readonly sv: string }]) => id },
        { header: "Vad som ska vara lika", kind: "text", cell: ([, { sv }]) => sv },
      ],
      rows: Object.entries<{ readonly sv: string }>(controlTitles),
      empty: "",
    }),
    markup`<h3>I efterhand</h3>`,
    list([
      markup`${code("amili-export verify")}: kedjan av kontrollsummor, journalens data och alla filer.`,
      markup`${code("amili-export verify --api")}: dessutom varje avslutat ärende hos Amili mot det som har exporterats.`,
      markup`${code("amili-export doctor")}: allt som nästa körning behöver, och vad den skulle vägras för.`,
    ]),
    markup`<h3>Slutkoder</h3>`,
    paragraphs("Varje kommando slutar med en kod, som ett schema eller ett annat program läser."),
    table({
      columns: [
        { header: "Kod", kind: "number", cell: ([exit]: Facts["exitCodes"][number]) => exit },
        { header: "Betydelse", kind: "text", cell: ([, meaning]) => meaning },
      ],
      rows: exitCodes,
      empty: "",
    }),
  ],
})
