/** The settings in force and since when, series and numbers. */
import { shown } from "@amili-cases/export-engine/run/Instant"
import { foreign, markup } from "../../html/markup.ts"
import { table } from "../../html/table.ts"
import { code, list, paragraphs, type Section } from "../document.ts"
import { nameOf } from "../trail/Processing.ts"
import { type InForce, titleOf } from "../trail/settings.ts"
import { datasets } from "../words/datasets.ts"
import type { DatasetFacts, Facts } from "./Facts.ts"

export const settings = (facts: Facts): Section => ({
  id: "installningar",
  title: "Inställningar som gäller, och sedan när",
  content: [
    paragraphs(
      "Varje körnings manifest säger under vilka inställningar den gjordes. Här står de som gällde i den sista körningen, med den körning som först hade dem.",
    ),
    facts.datasets.length === 0 ? paragraphs("Journalen har ingen körning ännu.") : facts.datasets.map(ofDataset),
    markup`<h3>Sparade för kommande körningar</h3>`,
    table({
      columns: [
        { header: "Inställning", kind: "text", cell: ([name]: Facts["saved"][number]) => name },
        { header: "Värde", kind: "text", cell: ([, value]) => foreign(value) },
      ],
      rows: facts.saved,
      empty:
        "Inget är sparat med amili-export init: val på kommandoraden, miljövariabler och programmets egna värden gäller.",
    }),
  ],
})

const ofDataset = ({ name, settings: all }: DatasetFacts) => [
  markup`<h3>${datasets[name]}</h3>`,
  table({
    columns: [
      { header: "Inställning", kind: "text", cell: ({ key }: InForce) => foreign(titleOf(key)) },
      { header: "Värde", kind: "text", cell: ({ value }) => foreign(value) },
      {
        header: "Sedan",
        kind: "word",
        cell: ({ since }) => `${nameOf(since)}, ${shown(since.run.started_at)}`,
      },
    ],
    rows: all,
    empty: "Manifesten kan inte läsas.",
  }),
]

export const series = (facts: Facts): Section => ({
  id: "nummer",
  title: "Serier och numrering",
  content: [
    list([
      "Varje export har en egen nummerserie för varje profil, från 1 och utan luckor. Numret står i filernas namn, tillsammans med dagen.",
      "En körning utan något att skriva får inget nummer. En körning som gjordes ogjord innan dess filer var färdiga lämnar sitt nummer till nästa.",
      "En uppgiven körning behåller sitt nummer, så att inget nummer står för två olika filer. Ett protokoll tar manifestets plats.",
      "Rader och utbetalningar har löpande händelser, ärenden löpande rättelser; databasen vägrar att ta emot samma nummer två gånger.",
      markup`Uttag utanför journalen (${code("amili-export backfill")}) har inget nummer, och deras filnamn säger backfill.`,
    ]),
    table({
      columns: [
        { header: "Serie", kind: "text", cell: ({ name }: DatasetFacts) => datasets[name] },
        { header: "Senaste nummer", kind: "number", cell: ({ last }) => last.run.serial },
        { header: "När", kind: "word", cell: ({ last }) => shown(last.run.started_at) },
        {
          header: "Kontrollsumma (SHA-256)",
          kind: "text",
          cell: ({ last }) => markup`<span class="key">${last.run.hash ?? ""}</span>`,
        },
      ],
      rows: facts.datasets,
      empty: "Journalen har ingen körning ännu.",
    }),
  ],
})
