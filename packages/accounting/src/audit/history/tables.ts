/** The tables of the history. */
import { hostOf } from "@amili-cases/export-engine/journal/Machine"
import { shown } from "@amili-cases/export-engine/run/Instant"
import { DatasetName } from "../../DatasetName.ts"
import { foreign, type Markup, markup, type Part } from "../../html/markup.ts"
import { table } from "../../html/table.ts"
import type { Decided } from "../trail/Decided.ts"
import { nameOf, type Processing } from "../trail/Processing.ts"
import { type Change, titleOf } from "../trail/settings.ts"
import { datasets } from "../words/datasets.ts"
import { resultOf, scopeOf } from "./run.ts"

const isAbandoned = ({ run }: Processing): boolean => run.state === "abandoned"

/** One row for each dataset that was run. */
export const overview = (runs: ReadonlyArray<Processing>): Markup => {
  const rows = DatasetName.literals.flatMap((dataset) => {
    const own = runs.filter(({ run }) => run.dataset === dataset)
    const [first] = own
    const last = own.at(-1)
    return first === undefined || last === undefined ? [] : [{ dataset, own, first, last }]
  })
  return table({
    columns: [
      { header: "Vad", kind: "text", cell: ({ dataset }: (typeof rows)[number]) => datasets[dataset] },
      { header: "Körningar", kind: "number", cell: ({ own }) => own.length },
      { header: "Varav uppgivna", kind: "number", cell: ({ own }) => own.filter(isAbandoned).length },
      { header: "Löpnummer", kind: "word", cell: ({ first, last }) => `${first.run.serial}–${last.run.serial}` },
      { header: "Första", kind: "word", cell: ({ first }) => shown(first.run.started_at) },
      { header: "Sista", kind: "word", cell: ({ last }) => shown(last.run.started_at) },
    ],
    rows,
    empty: "Ingen körning under tiden.",
  })
}

/** Each dataset by itself: numbers have no gaps within it. */
export const processed = (runs: ReadonlyArray<Processing>): Part =>
  DatasetName.literals.map((dataset) => {
    const rows = runs.filter(({ run }) => run.dataset === dataset)
    if (rows.length === 0) return undefined
    return [
      markup`<h3>${datasets[dataset]}</h3>`,
      table({
        columns: [
          {
            header: "Körning, när",
            kind: "text",
            cell: (processing: Processing) =>
              markup`<strong>${nameOf(processing)}</strong><br />${shown(processing.run.started_at)}`,
          },
          { header: "Av vem, med vad", kind: "text", cell: whoOf },
          { header: "Vad som behandlades", kind: "text", cell: scopeOf },
          { header: "Resultat", kind: "text", cell: resultOf },
        ],
        rows,
        empty: "",
      }),
    ]
  })

const whoOf = ({ manifest, run }: Processing): Markup =>
  markup`${manifest?.by === undefined ? "namn ej angivet" : foreign(manifest.by)}<br />${foreign(manifest?.tool)}<br /><span
      class="key"
      >${foreign(hostOf(run.machine))}</span
    >`

export const decided = (decisions: ReadonlyArray<Decided>): Markup =>
  table({
    columns: [
      { header: "När", kind: "word", cell: ({ at }: Decided) => shown(at) },
      { header: "Vem", kind: "text", cell: ({ by }) => (by === undefined ? "ej angivet" : foreign(by)) },
      { header: "Beslut", kind: "text", cell: ({ what }) => foreign(what) },
      { header: "Varför", kind: "text", cell: ({ reason }) => (reason === undefined ? "ej angivet" : foreign(reason)) },
    ],
    rows: decisions,
    empty: "Inget beslut under tiden.",
  })

export const changed = (changes: ReadonlyArray<Change>): Markup =>
  table({
    columns: [
      { header: "Från och med", kind: "word", cell: ({ processing }: Change) => shown(processing.run.started_at) },
      { header: "Körning", kind: "word", cell: ({ processing }) => nameOf(processing) },
      { header: "Inställning", kind: "text", cell: ({ key }) => foreign(titleOf(key)) },
      { header: "Före", kind: "text", cell: ({ before }) => foreign(before) },
      { header: "Efter", kind: "text", cell: ({ after }) => foreign(after) },
    ],
    rows: changes,
    empty: "Ingen inställning ändrades under tiden.",
  })
