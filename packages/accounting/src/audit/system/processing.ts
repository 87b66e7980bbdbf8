/** How documents become rows without a person: what each dataset asks for, and by which rules. */
import { DatasetName } from "../../DatasetName.ts"
import { closedOutput } from "../../closed/ClosedOutput.ts"
import { openOutput } from "../../open/OpenOutput.ts"
import { kinds, meanings } from "../../payouts/files/words.ts"
import { payoutsOutput } from "../../payouts/files/PayoutsOutput.ts"
import { reconcileOutput } from "../../reconcile/files/ReconcileOutput.ts"
import { caseMeanings, caseStates } from "../../reconcile/files/words/states.ts"
import { type Markup, markup } from "../../html/markup.ts"
import { table } from "../../html/table.ts"
import { code, list, paragraphs, type Section } from "../document.ts"
import { vouchersOutput } from "../../vouchers/files/VouchersOutput.ts"
import { datasets } from "../words/datasets.ts"

const about: Readonly<Record<DatasetName, readonly [string, string]>> = {
  open: [
    "Alla ärenden som inte är avslutade när körningen görs.",
    "Hela portföljen varje gång. Från den andra körningen visar en brygga hur den förra portföljen blev den här.",
  ],
  closed: [
    "Ärenden som har avslutats sedan förra körningen, till och med körningens slut.",
    "Varje ärende kommer med som avslutat i exakt en körning. Det som ändras därefter kommer som rättelse.",
  ],
  payouts: [
    "Det som har hänt med utbetalningar och deras rader sedan förra körningen.",
    "Varje händelse skrivs exakt en gång, i den körning som såg den.",
  ],
  reconcile: [
    "En månads betalda ärenden, rader, utbetalningar och bankrader, var och en i exakt ett läge.",
    "Samma data ger samma nummer; nya data ger ett nytt nummer som säger vilket det ersätter, tills månaden låses.",
  ],
  vouchers: [
    "Godkända verifikationer, i en SIE-fil (4I) för varje borgenär och räkenskapsår.",
    "Varje verifikation lämnas ut högst en gång. Det som ändras därefter vänds med en ny verifikation.",
  ],
}

export const included = (): Section => ({
  id: "datamangder",
  title: "Vad som exporteras",
  content: table({
    columns: [
      {
        header: "Export",
        kind: "text",
        cell: (name: DatasetName) => markup`${datasets[name]}<br />${code(`amili-export ${name}`)}`,
      },
      { header: "Vad", kind: "text", cell: (name) => about[name][0] },
      { header: "Hur ofta något kommer", kind: "text", cell: (name) => about[name][1] },
    ],
    rows: DatasetName.literals,
    empty: "",
  }),
})

export const processing = (): Section => ({
  id: "behandling",
  title: "Hur posterna uppkommer och behandlas automatiskt",
  content: [
    markup`<h3>Gemensamt</h3>`,
    list([
      "Listor läses i ordning efter id, så att det som ändras medan de läses inte döljer något annat.",
      "Belopp är decimaltal, aldrig flyttal. De visas med två decimaler, halva ören avrundas från noll, och en summa är summan av beloppen som de visas. Olika valutor läggs aldrig ihop. Ett belopp som Amili inte har lämnat är tomt, inte noll.",
      "En dag är en svensk kalenderdag: ett ärende som avslutas strax efter midnatt på nyårsnatten hör till det nya året. Klockan som avgör är Amilis.",
      "Ett dokument som inte kan läsas, en okänd avslutsorsak eller ett avslut utan datum går till karantänen, där en person ser det. Inget hoppas över.",
      "Vad journalen har sagt om ett ärende, en rad eller en utbetalning ändras aldrig. En rättelse är en ny rad, som säger vilken körning den rättar.",
    ]),
    markup`<h3>${datasets.closed}</h3>`,
    list([
      "Körningen går från där den förra slutade till 60 sekunder före nu, eller till slutet av den dag eller månad som angavs. De sju dagarna före läses igen, eller så många som valts med --lag, så att ärenden som dyker upp sent kommer med.",
      "Ett ärende som journalen inte har blir en rad. Har journalen det, med samma datum, orsak, valuta och belopp, blir det ingenting; annars en rättelse: ändrat, öppnat igen eller avslutat igen.",
      "Antalet avslutade ärenden hos Amili jämförs med journalens. Stämmer det inte läses alla avslutade ärenden.",
      "Med --start lämnas ärenden som avslutades före en viss dag utanför för gott.",
    ]),
    markup`<h3>${datasets.payouts}</h3>`,
    paragraphs("En utbetalningsrad är ett ärende och en artikel. Händelserna är:"),
    words(kinds, meanings),
    markup`<h3>${datasets.reconcile}</h3>`,
    paragraphs(
      "Rader paras med ärenden genom det ärende de anger, annars borgenär och fakturanummer, annars borgenär och referens. Är flera ärenden möjliga avgör en person; belopp paras aldrig för att de liknar varandra. Varje betalt ärende får ett av dessa lägen:",
    ),
    words(caseStates, caseMeanings),
    markup`<h3>${datasets.vouchers}</h3>`,
    list([
      "Vilka konton som används, och efter vilka regler, står i bolagets kontoplanskarta. En rad debiterar avräkningskontot och krediterar kategorins konto; en förlust krediterar kundfordran, när avslutsorsaken tillåter det och momssatsen är känd.",
      "Det som ändras återförs med de belopp som bokfördes, och bokförs på nytt. Verifikatets nyckel är källa, händelse, del och omgång, och journalen vägrar en andra med samma nyckel.",
      "Ett verifikat får radens bokföringsdag, eller den första öppna dagen om perioden är stängd. Det som inte kan bokföras utan ett beslut blir en fråga till en person.",
      "SIE-filen läses igen och jämförs med journalen, konto för konto, innan körningen räknas.",
    ]),
  ],
})

const words = <K extends string>(
  names: Readonly<Record<K, { readonly sv: string }>>,
  means: Readonly<Record<K, { readonly sv: string }>>,
): Markup => {
  const rows = Object.entries<{ readonly sv: string }>(names)
  const meaning = new Map(Object.entries<{ readonly sv: string }>(means))
  return table({
    columns: [
      { header: "Svenska", kind: "word", cell: ([, { sv }]: (typeof rows)[number]) => sv },
      { header: "I filer för program", kind: "word", cell: ([key]) => code(key) },
      { header: "Betydelse", kind: "text", cell: ([key]) => meaning.get(key)?.sv },
    ],
    rows,
    empty: "",
  })
}

/** Every table with the headers of its columns, as they are in this version. */
export const columns = (): Section => {
  const rows = [
    ...tablesOf("open", openOutput.tables),
    ...tablesOf("closed", closedOutput.tables),
    ...tablesOf("payouts", payoutsOutput.tables),
    ...tablesOf("reconcile", reconcileOutput.tables),
    ...tablesOf("vouchers", vouchersOutput.tables),
  ]
  return {
    id: "kolumner",
    title: "Tabeller och kolumner",
    content: [
      paragraphs(
        "CSV, Parquet och arbetsbok skrivs av samma rader. Kolumner för gäldenären finns bara där gäldenärsuppgifter har begärts.",
      ),
      table({
        columns: [
          { header: "Fil", kind: "word", cell: ({ file }: (typeof rows)[number]) => code(file) },
          { header: "Kolumner", kind: "text", cell: ({ headers }) => headers },
        ],
        rows,
        empty: "",
      }),
    ],
  }
}

interface Described {
  readonly suffix: string
  readonly table: { readonly columns: ReadonlyArray<{ readonly header: { readonly sv: string } }> }
}

const tablesOf = (dataset: DatasetName, tables: Readonly<Record<string, Described>>) =>
  Object.values(tables).map(({ suffix, table: { columns: all } }) => ({
    file: `${dataset}-…${suffix}`,
    headers: all.map(({ header }) => header.sv).join(", "),
  }))
