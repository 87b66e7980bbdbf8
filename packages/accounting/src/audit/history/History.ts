/** Behandlingshistorik: what was processed, when, by whom, with which version, and with what result. */
import { shown } from "@amili-cases/export-engine/run/Instant"
import { code, type Document, list, paragraphs } from "../document.ts"
import { foreign, markup } from "../../html/markup.ts"
import { changesIn } from "../trail/settings.ts"
import { isIn, type Span, type Trail } from "../trail/Trail.ts"
import { changed, decided, overview, processed } from "./tables.ts"

/** `named` is the time as a person gave it; without one, the history is whole. */
export interface Asked extends Span {
  readonly named: string | undefined
}

export const history = (trail: Trail, span: Asked): Document => {
  const runs = trail.runs.filter(({ run }) => isIn(span, run.started_at))
  const decisions = trail.decisions.filter(({ at }) => isIn(span, at))
  const changes = changesIn(trail.runs).filter(({ processing }) => isIn(span, processing.run.started_at))
  return {
    title: "Behandlingshistorik",
    subtitle: markup`Export från Amili till bokföringen · profil ${foreign(trail.profile)} · ${span.named ?? `hela journalen till och med ${lastOf(trail)}`}`,
    sections: [
      {
        id: "om",
        title: "Vad dokumentet visar",
        content: [
          paragraphs(
            "Dokumentet är en behandlingshistorik enligt bokföringslagen 5 kap. 11 §, för de behandlingar som programmet amili-export har gjort. Det är framställt ur programmets journal och manifest: samma journal ger samma dokument.",
            markup`Hur systemet är uppbyggt och vilka regler som gäller står i systemdokumentationen (${code("amili-export docs systemdokumentation")}). Alla tider är svensk tid; när en körning började är enligt Amilis klocka, eller datorns där API:et inte tillfrågades.`,
          ),
          overview(runs),
        ],
      },
      {
        id: "korningar",
        title: "Körningar",
        content: runs.length === 0 ? paragraphs("Ingen körning under tiden.") : processed(runs),
      },
      { id: "beslut", title: "Beslut av personer", content: decided(decisions) },
      { id: "installningar", title: "Ändrade inställningar och program", content: changed(changes) },
      { id: "utanfor", title: "Vad historiken inte visar", content: limits },
      { id: "kontroll", title: "Kontrollera historiken", content: checks },
    ],
  }
}

const lastOf = ({ decisions, runs }: Trail): string => {
  const last = [...runs.map(({ run }) => run.started_at), ...decisions.map(({ at }) => at)].toSorted().at(-1)
  return last === undefined ? "i dag utan en enda körning" : shown(last)
}

const limits = list([
  "En körning som inte hade något att exportera får inget nummer och syns inte; den flyttar bara fram hur långt journalen har läst.",
  "Det som bara läser, eller skriver utanför journalen, lämnar inget spår i den: explain, verify, doctor, replay, backfill, säkerhetskopior och de här dokumenten.",
  "En körning som avbröts innan dess filer var färdiga gjordes ogjord: dess nummer gick till nästa körning.",
  "Vem som svarar för en körning är det namn som står i profilens inställningar. Körningar av tidigare versioner, och profiler utan namn, visar bara datorn.",
  "En journal som har gjorts om ur filerna (journal rebuild) vet inte det som bara den förra journalen visste, såsom vem som sade att API:et flyttade.",
  "Vad som sedan händer i bokföringsprogrammet visas av dess egen behandlingshistorik.",
])

const checks = [
  paragraphs(
    "Varje körnings kontrollsumma (SHA-256) är den för dess manifestfil, och manifestet innehåller den förra körningens. En ändrad fil, ett ändrat manifest eller en körning som fattas bryter kedjan.",
  ),
  list([
    markup`${code("amili-export verify")} kontrollerar kedjan, journalen och alla filer.`,
    markup`${code("amili-export show NUMMER --dataset closed")} visar en körnings filer med deras kontrollsummor.`,
    markup`${code("amili-export explain FAKTURANUMMER --raw")} visar allt som sagts om ett ärende, ned till det dokument som Amili svarade med.`,
  ]),
]
