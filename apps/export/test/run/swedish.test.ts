import { readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import Papa from "papaparse"
import { svExcel } from "@amili-cases/sheets/csv/CsvProfile"
import { QuarantineLog } from "@amili-cases/export-engine/journal/QuarantineLog"
import { read, tableOf, valuesOf } from "../../../../packages/accounting/test/support/workbook.ts"
import * as Happenings from "../../../../packages/accounting/test/support/history/Happenings.ts"
import { amiliExport } from "../support/program.ts"
import * as World from "../../../../packages/accounting/test/support/world.ts"

/** Two runs of each kind in Swedish, between which something of everything happens. */
const exported = Effect.gen(function* () {
  const world = yield* World.make({ cases: 60 })
  const { engine, time } = world
  const settings = { ...world.settings, csv: svExcel, language: "sv", formats: ["csv", "xlsx"] } as const
  const ids = (where: Parameters<typeof Happenings.documents>[1]) =>
    Happenings.documents(engine.cases, where).map(([id]) => id)
  const [undated = "", unknown = "", unreadable = "", gone = "", lasting = ""] = ids({ closed: null })
  const [changed = "", reopened = ""] = ids({ "closed.reason": "fully_paid" })
  yield* world.open({ settings })
  yield* world.closed({ settings })
  time.now += World.day
  const at = time.now - 3_600_000
  engine.close(undated, at, { date: null, reason: "fully_paid" })
  engine.close(unknown, at, { reason: "prescribed" })
  engine.close(unreadable, at, { reason: "fully_paid" })
  engine.change(unreadable, at, { total_remaining_capital_amount: "n/a" })
  engine.change(lasting, at, { total_remaining_capital_amount: 77 })
  engine.change(changed, at, { total_remaining_capital_amount: 77 })
  engine.reopen(reopened, at)
  engine.cases.remove(gone)
  return { world, changed, closed: yield* world.closed({ settings }), open: yield* world.open({ settings }) }
})

const table = (files: ReadonlyArray<string>, ending: string) =>
  Papa.parse<Record<string, string>>(
    readFileSync(files.find((file) => file.endsWith(ending)) ?? "", "utf8").replace("\u{feff}", ""),
    { header: true, delimiter: ";", skipEmptyLines: true },
  ).data

const book = (files: ReadonlyArray<string>) => read(files.find((file) => file.endsWith(".xlsx")) ?? "")

describe("files with Swedish headers", () => {
  it.scopedLive("say in Swedish what needs a person, what a correction corrects, and what does not fit", () =>
    Effect.gen(function* () {
      const { closed, open, world } = yield* exported
      const problems = [
        ["oklassificerad", 'okänd avslutsorsak "prescribed"'],
        ["oläsligt", "fältet total_remaining_capital_amount har inte den form som det ska ha"],
        ["utan avslutsdatum", "avslutat, men Amili anger inget avslutsdatum"],
      ]
      const told = table(closed.files, "-quarantine.csv").map((row) => [row["Problem"], row["Förklaring"]])
      expect(told.toSorted((a, b) => String(a).localeCompare(String(b), "sv"))).toEqual(problems)
      const changes = table(closed.files, "-corrections.csv").map((row) => row["Ändring"])
      expect(new Set(changes)).toEqual(new Set(["ändrat", "återöppnat"]))
      expect(changes).toHaveLength(2)

      const sheets = book(closed.files)
      const shown = tableOf(sheets, "Karantän").slice(1)
      expect(shown.map((row) => row.slice(1, 3)).toSorted((a, b) => String(a).localeCompare(String(b), "sv"))).toEqual(
        problems,
      )
      const corrected = tableOf(sheets, "Rättelser").slice(1)
      expect(new Set(corrected.map((row) => row[1]))).toEqual(new Set(changes))
      expect(corrected).toHaveLength(changes.length)
      // The control total counts the rows by what they say.
      const summary = sheets.Sheets["Sammanfattning"] ?? {}
      const line = valuesOf(sheets, "Sammanfattning").findIndex((row) => row[1] === "unclassified") + 1
      expect(summary[`C${line}`]).toMatchObject({ v: 1, f: expect.stringContaining('"=oklassificerad"') })

      const bridge = table(open.files, "-bridge.csv")
      expect(new Set(bridge.map((row) => row["Innebörd"]))).toEqual(
        new Set([
          "förra gångens öppna ärenden",
          "avslutade förut, öppna igen",
          "avslutade",
          "ändrade belopp",
          "går inte ihop",
          "öppna ärenden nu",
          "finns inte längre hos Amili",
          "går inte att läsa: se karantänen",
        ]),
      )
      expect(valuesOf(book(open.files), "Sammanfattning").map((row) => row[0])).toContain(
        `2 ärenden går inte ihop med förra körningen: se ${basename(open.files.find((file) => file.endsWith("-bridge.csv")) ?? "")}`,
      )

      // Programs read words that do not depend on the language.
      const noted = yield* Effect.flatMap(QuarantineLog, (log) => log.ofRun("default", "closed", 2)).pipe(
        Effect.provide(world.layer),
      )
      expect(new Set(noted.map(({ detail, problem }) => `${problem}: ${detail}`))).toEqual(
        new Set([
          'unclassified: unknown close reason "prescribed"',
          expect.stringMatching(/^undecodable: total_remaining_capital_amount: expected /),
          "undated: closed, but the API gives no close date",
        ]),
      )
      const manifest = readFileSync(open.files.find((file) => file.endsWith("-manifest.json")) ?? "", "utf8")
      expect(JSON.parse(manifest)).toMatchObject({
        warnings: [expect.stringMatching(/^2 cases do not fit: see /), expect.anything()].slice(
          0,
          open.warnings.length,
        ),
      })
    }),
  )

  it.scopedLive("are made again with the same bytes, in Swedish", () =>
    Effect.gen(function* () {
      const { world } = yield* exported
      for (const dataset of ["open", "closed"]) {
        const replay = ["replay", "2", "--dataset", dataset, "--to", join(world.out, dataset), "--out", world.out]
        expect(yield* amiliExport(replay, {})).toMatchObject({ code: 0 })
      }
    }),
  )

  it.scopedLive("are another thing than files for programs, which keep their words", () =>
    Effect.gen(function* () {
      const { changed, world } = yield* exported
      world.time.now += World.day
      const at = world.time.now - 3_600_000
      world.engine.change(changed, at, { total_remaining_capital_amount: 78 })
      const { files } = yield* world.closed()
      expect(world.rows(files, "-corrections.csv")).toEqual([expect.objectContaining({ change: "changed" })])
    }),
  )
})
