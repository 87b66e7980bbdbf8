import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Tables from "@amili-cases/accounting/cases/Tables"
import { openCsv } from "@amili-cases/sheets/csv/Csv"
import { svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import { inFolder } from "../../../sheets/test/support/files.ts"
import { openRow } from "./rows.ts"

describe("a CSV file of open cases", () => {
  it.effect("opens right in a Swedish Excel", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const path = join(folder, "open.csv")
        const csv = yield* openCsv(path, Tables.open, { profile: svExcel, personal: false })
        yield* csv.write([openRow(1)])
        yield* csv.end
        expect(readFileSync(path, "utf8")).toBe(
          "\ufeffÄrende-id;Fakturanummer;Referens;Borgenär;Valuta;Läge;Status;Registrerat;Förfallodag;Ålder (dagar);Återstående kapital;Borgenärs-id;Länk;Yrkat kapital;Minskning;Återstående kostnader;Återstående ränta\r\n" +
            "'000000000000000000000001;INV-1;'000001;Åkeri & Söner <AB>;SEK;debt_collection;debt_collection_active;2025-03-30;2025-10-26;79;-37,66;665e59005d9dc9f81818e811;https://app.amili.se/open?resource=cases&id=000000000000000000000001;;;;\r\n",
        )
      }),
    ),
  )
})
