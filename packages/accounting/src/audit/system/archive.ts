/** The files of a run, how long they are kept, and how an entry in the books is followed back. */
import { markup } from "../../html/markup.ts"
import { table } from "../../html/table.ts"
import { code, list, paragraphs, type Section } from "../document.ts"

const files: ReadonlyArray<readonly [string, string]> = [
  ["closed-000012-2026-01-13.xlsx", "Arbetsboken, för den som bokför."],
  ["closed-000012-2026-01-13.csv (.parquet)", "Samma rader, för andra program."],
  ["…-corrections.csv, …-quarantine.csv", "Rättelser, och det som en person ska titta på; när det finns något."],
  ["…-bridge.csv", "För öppna ärenden: hur den förra portföljen blev den här."],
  ["…-report-2026-01.html", "För månadsavstämningar: månaden på papper, att skriva under."],
  ["…-raw.ndjson.gz", "Dokumenten som raderna gjordes av, som Amili lämnade dem."],
  [
    "…-manifest.json",
    "Inställningar, antal, summor, varningar, varje fils kontrollsumma och den förra körningens. Manifestets egen kontrollsumma (SHA-256) är körningens.",
  ],
  [
    "vouchers-decisions.ndjson",
    "Vad som har beslutats om verifikat och vad som har godkänts, en rad för varje beslut: för den dag journalen går förlorad.",
  ],
  ["…-abandoned.json", "I manifestets ställe, för en uppgiven körning."],
]

export const archive = (): Section => ({
  id: "arkiv",
  title: "Filer och arkivering",
  content: [
    table({
      columns: [
        { header: "Fil", kind: "text", cell: ([name]: (typeof files)[number]) => code(name) },
        { header: "Vad den är", kind: "text", cell: ([, what]) => what },
      ],
      rows: files,
      empty: "",
    }),
    list([
      "Räkenskapsinformation ska bevaras till och med det sjunde året efter utgången av det kalenderår då räkenskapsåret avslutades (bokföringslagen 7 kap. 2 §). Dit hör körningarnas filer, journalen, den här dokumentationen och behandlingshistoriken. Programmet tar inte bort något av sig självt.",
      "Spara exportmappen som en helhet, med journalen. Journalen får inte ligga på en nätverksenhet eller i en mapp som synkroniseras.",
      markup`Journalen kopieras med ${code("amili-export journal backup")}, också medan en export pågår. En journal i PostgreSQL kopieras med serverns egna verktyg.`,
      markup`Är journalen förlorad görs den om ur filerna med ${code("amili-export journal rebuild")}, som prövar varje körning mot dess kontrollsummor.`,
      markup`${code("amili-export purge")} tar bort gäldenärsuppgifter ur gamla körningar, efter ett beslut med namn och skäl. Kopior utan uppgifterna, kontrollsummor och summor blir kvar.`,
      "Filer och journal kan läsas bara av sin ägare; på Windows gäller mappens rättigheter.",
    ]),
  ],
})

const steps: ReadonlyArray<readonly [string, string]> = [
  [
    "amili-export explain FAKTURANUMMER",
    "Från fakturanummer, referens, ärende-id eller utbetalning till varje körning, rad och rättelse, i ordning.",
  ],
  ["amili-export explain FAKTURANUMMER --raw", "Dessutom det dokument som Amili svarade med."],
  ["amili-export show NUMMER --dataset closed", "En körnings filer och om de är orörda; med --json hela manifestet."],
  [
    "amili-export replay NUMMER --to MAPP",
    "Körningens filer en gång till, med samma innehåll, så att raderna går att jämföra.",
  ],
  ["amili-export history", "Alla körningar med nummer, antal, summor och kontrollsummor."],
  ["amili-export verify", "Att inget har ändrats sedan körningarna gjordes."],
]

export const tracing = (): Section => ({
  id: "folja",
  title: "Så följer man en post",
  content: [
    paragraphs(
      "En bokförd rad bör ha körningens nummer eller fakturanumret i sin text. Därifrån går man till körningen, raden och det dokument som Amili lämnade. Åt andra hållet visar samma kommandon vad ett ärende har gett för rader.",
    ),
    table({
      columns: [
        { header: "Kommando", kind: "text", cell: ([command]: (typeof steps)[number]) => code(command) },
        { header: "Vad det visar", kind: "text", cell: ([, what]) => what },
      ],
      rows: steps,
      empty: "",
    }),
  ],
})
