/** How vouchers come about, and by which version of the rules. */
import { ruleVersion } from "../../vouchers/rules/version.ts"
import { code, list, paragraphs, type Section } from "../document.ts"
import { markup } from "../../html/markup.ts"

export const vouchers = (): Section => ({
  id: "verifikationer",
  title: "Verifikationer och konton",
  content: [
    paragraphs(
      `Programmet kan göra förslag till verifikationer. Reglerna är version ${ruleVersion}; varje verifikation sparar den version som den gjordes efter.`,
    ),
    list([
      markup`Vilka konton, serier, momssatser och räkenskapsår som gäller står i företagets kontokarta, en JSON-fil som ${code("amili-export vouchers init")} skapar. Spara den, och dess tidigare versioner, tillsammans med den här dokumentationen.`,
      "En händelse som kontokartan eller reglerna inte känner ger ingen verifikation, utan väntar på ett beslut.",
      "Ett förslag räknas först när en person har godkänt det. Vem, när och varför sparas i journalen.",
      "En verifikations nyckel är dess källa och händelse, så att samma händelse inte kan bokas två gånger. Den lämnas ut högst en gång.",
      "Filen läses tillbaka och balanseras innan den räknas.",
      "En utlämnad verifikation ändras aldrig: den vänds med en ny, daterad i en öppen period.",
    ]),
  ],
})
