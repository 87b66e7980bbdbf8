/** Settlement classes and editions of the rules. */
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import type { Edition } from "../../cases/Edition.ts"
import { foreign, markup } from "../../html/markup.ts"
import { table } from "../../html/table.ts"
import { code, paragraphs, type Section } from "../document.ts"
import type { Facts } from "./Facts.ts"

export const classes = (facts: Facts): Section => {
  const own = new Map(Object.entries(facts.classes))
  const reasons = [...CloseReason.known, ...[...own.keys()].filter((reason) => !CloseReason.isKnown(reason))]
  const classOf = (reason: string) => own.get(reason) ?? SettlementClass.of(reason)
  return {
    id: "klasser",
    title: "Regler: avslutsorsak, avräkningsklass och hantering",
    content: [
      paragraphs(
        "Avräkningsklassen är ett förslag om nästa steg, aldrig en konteringsregel. En orsak som inte står här är oklassad och går till en person. Klasser som företaget har valt självt är märkta; de gäller rader från och med den körning som först hade dem.",
      ),
      table({
        columns: [
          {
            header: "Avslutsorsak",
            kind: "text",
            cell: (reason: string) => markup`${foreign(CloseReason.describe(reason, "sv"))}<br />${code(reason)}`,
          },
          {
            header: "Avräkningsklass",
            kind: "word",
            cell: (reason) =>
              markup`${code(classOf(reason))}${own.has(reason) ? markup`<br /><strong>eget val</strong>` : undefined}`,
          },
          {
            header: "Hantering",
            kind: "text",
            cell: (reason) => foreign(handlingOf(classOf(reason))),
          },
        ],
        rows: reasons,
        empty: "",
      }),
    ],
  }
}

const handlingOf = (name: string): string => {
  const known = SettlementClass.all.find((one) => one === name)
  return known === undefined ? name : SettlementClass.describe(known, "sv")
}

const editions: Readonly<Record<Edition, string>> = {
  1: "Den första. Manifesten nämner ingen utgåva.",
  2: "Karantänen visar varje fält som kan läsas av ett oläsligt dokument. Rättelser har tidigare valuta, och skrivs bara när något synligt har ändrats.",
  3: "Rader slutar med yrkat kapital, minskning, återstående kostnader och ränta. Ett ärende som har öppnats igen har varken utfall eller klass.",
}

export const rules = (): Section => ({
  id: "utgavor",
  title: "Utgåvor av reglerna",
  content: [
    paragraphs(
      "När reglerna för hur ärenden blir rader ändras får de ett nytt nummer, som står i manifestet. Äldre körningar görs om (replay) efter reglerna i sin egen utgåva. Vilken körning som först hade den nu gällande utgåvan visar avsnittet om inställningar.",
    ),
    table({
      columns: [
        { header: "Utgåva", kind: "number", cell: ([edition]: readonly [string, string]) => edition },
        { header: "Från och med den", kind: "text", cell: ([, what]) => what },
      ],
      rows: Object.entries(editions),
      empty: "",
    }),
  ],
})
