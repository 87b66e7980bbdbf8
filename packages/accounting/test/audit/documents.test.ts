import { rmSync } from "node:fs"
import { join } from "node:path"
import * as Document from "@amili-cases/accounting/audit/document"
import { history } from "@amili-cases/accounting/audit/history/History"
import { systemDocumentation } from "@amili-cases/accounting/audit/system/SystemDocumentation"
import * as Trail from "@amili-cases/accounting/audit/trail/Trail"
import * as ClosedRun from "@amili-cases/accounting/closed/ClosedRun"
import { Acknowledgements } from "@amili-cases/accounting/closed/compare/Acknowledgements"
import * as Window from "@amili-cases/accounting/closed/Window"
import * as OpenRun from "@amili-cases/accounting/open/OpenRun"
import * as PayoutsRun from "@amili-cases/accounting/payouts/PayoutsRun"
import { BankRecords } from "@amili-cases/accounting/reconcile/journal/BankRecords"
import { Stands } from "@amili-cases/accounting/reconcile/journal/Stands"
import { VoucherDecisions } from "@amili-cases/accounting/vouchers/journal/Decisions"
import * as Abandon from "@amili-cases/export-engine/evidence/Abandon"
import { Origins } from "@amili-cases/export-engine/journal/Origins"
import { Runs } from "@amili-cases/export-engine/journal/Runs"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as Folder from "../support/folder.ts"
import { parse } from "../support/page.ts"
import * as World from "../reconcile/support/world.ts"
import { day, mapWith } from "../vouchers/support/books.ts"

/** Texts that people and the API could put anywhere. */
const hostile = `</style><script>alert(1)</script> " onload="x ‮ <img src=x>`
const reason = (why: string) => `${why} ${hostile}`

const never = { from: undefined, until: undefined, named: undefined }
const given = {
  tool: `amili-export 2 ${hostile}`,
  saved: [["Exportmapp", hostile]],
  exitCodes: [[3, "något kräver en person"]],
  accounts: {
    file: `accounts.json ${hostile}`,
    sha256: "ab".repeat(32),
    map: mapWith({ name: `Öl AB ${hostile}`, closedThrough: day("2026-01-31"), grouping: "payout" }),
  },
} as const

/** January of a company, with everything in its journal that a person can decide. */
const january = Effect.gen(function* () {
  const world = yield* World.make({ cases: 20, seed: 11 })
  const { alone, clock, out } = world
  const settings = { ...world.settings, by: `Eva ${hostile}` }
  const closed = { settings, creditors: [], start: undefined, margins: Window.defaults }
  yield* alone(ClosedRun.run(closed))
  yield* alone(OpenRun.run({ settings, creditors: [] }))
  yield* world.close("2026-01")
  yield* world.lock("2026-01")
  clock.now = Date.parse("2026-02-20T08:00:00Z")
  // Killed when its files were complete, which are then lost.
  const killed = Layer.succeed(Steps, {
    at: (step: string) => (step.startsWith("rename:") ? Effect.die("killed") : Effect.void),
  })
  yield* Effect.exit(alone(PayoutsRun.run({ settings, creditors: [] }).pipe(Effect.provide(killed))))
  for (const name of Folder.named(out, ".partial")) rmSync(join(out, name))
  yield* alone(
    Effect.gen(function* () {
      const lost = yield* Abandon.examine({ profile: "default", dataset: "payouts", serial: 2, tool: settings.tool })
      if ("state" in lost) throw new Error("it is abandoned already")
      yield* Abandon.abandon(lost, out, { by: "Bo", reason: reason("disken brann") })
    }).pipe(Effect.scoped),
  )
  const classes = { prescribed: "loss" } as const
  yield* alone(ClosedRun.run({ ...closed, settings: { ...settings, formats: ["csv", "xlsx"] }, classes }))
  yield* alone(
    Effect.gen(function* () {
      const decided_at = "2026-02-21T08:00:00.000Z"
      yield* (yield* Acknowledgements).add([
        {
          profile: "default",
          case_id: "c".repeat(24),
          revision: 0,
          said_by: "Cia",
          reason: reason("gallrat"),
          at: decided_at,
        },
      ])
      yield* (yield* BankRecords).confirm("default", {
        creditor_id: hostile,
        scheme: "BGNR",
        number: "50501055",
        receiving: null,
        decided_by: "Dan",
        reason: reason("bankgirot"),
        decided_at,
      })
      const approval = { by: "Hanna", reason: reason("kontrollerad") }
      yield* (yield* VoucherDecisions).add(
        "default",
        [{ what: "approve", voucher_id: "v1" }],
        approval,
        "2026-02-22T08:00:00.000Z",
      )
      yield* (yield* Stands).open("default", "2025-12-01", { by: "Eva", reason: reason("nytt år") }, decided_at)
      const moved = { at: decided_at, from: settings.api, to: `https://ny.invalid/${hostile}` }
      yield* (yield* Origins).move("default", { ...moved, decided: { by: "Fia", reason: reason("ny värd") } })
      const runs = yield* Runs
      const key = { profile: "default", dataset: "closed", serial: 1 }
      for (const { name, role } of yield* runs.files(key))
        if (role === "rows") yield* runs.purged(key, name, decided_at, { by: "Gun", reason: reason("sju år har gått") })
    }),
  )
  const read = alone(Trail.read("default"))
  return { trail: yield* read, again: yield* read }
})

const { again, trail } = await Effect.runPromise(Effect.scoped(january))
const pageOf = (document: Document.Document) => parse(Document.render(document))

describe("the documents for the auditor", () => {
  it("have the same bytes whenever they are written from the same journal", () => {
    const documents = (one: Trail.Trail) => [history(one, never), systemDocumentation(one, given)].map(Document.render)
    expect(documents(again)).toEqual(documents(trail))
  })

  it("show hostile text as text, wherever it comes from", () => {
    for (const document of [history(trail, never), systemDocumentation(trail, given)]) {
      const page = pageOf(document)
      for (const element of ["script", "img", "link", "iframe"]) expect(page.elements).not.toContain(element)
      for (const name of page.attributes) expect(name).not.toMatch(/^on|src/)
      expect(page.foreign).toContain(`Eva ${hostile}`)
    }
    expect(pageOf(systemDocumentation(trail, given)).foreign).toEqual(expect.arrayContaining([given.tool, hostile]))
  })

  it("say of every run what it did, by whom, and its hash", () => {
    const { foreign, text } = pageOf(history(trail, never))
    expect(trail.runs.map(({ run }) => `${run.dataset} ${run.serial} ${run.state}`)).toEqual([
      "open 1 committed",
      "closed 1 committed",
      "closed 2 committed",
      "payouts 1 committed",
      "payouts 2 abandoned",
      "reconcile 1 committed",
      "reconcile 2 committed",
    ])
    for (const { run } of trail.runs) {
      expect(text).toContain(`${run.dataset} ${run.serial}`)
      expect(text).toContain(`SHA-256 ${run.hash}`)
    }
    expect(text).toContain("Uppgiven: inget i körningen räknas.")
    expect(text).toContain("Månaden 2026-01, slutlig; ersätter nummer 1")
    expect(foreign).toEqual(expect.arrayContaining(["Egna avräkningsklasser", "prescribed = loss", "csv, xlsx"]))
  })

  it("say who decided what, and why", () => {
    const firstWords = trail.decisions.map(({ by, reason: why = "", what }) =>
      [by, why, what].map((text = "") => text.split(" ")[0]),
    )
    expect(firstWords).toEqual([
      ["Eva", "closed", "Månaden"],
      ["Bo", "disken", "Körning"],
      ["Fia", "ny", "Amilis"],
      ["Eva", "nytt", "Avstämningen"],
      ["Cia", "gallrat", "Det"],
      ["Gun", "sju", "Gäldenärsuppgifter"],
      ["Dan", "bankgirot", "Kontot"],
      ["Hanna", "kontrollerad", "Verifikation"],
    ])
    const { foreign } = pageOf(history(trail, never))
    for (const { reason: why, what } of trail.decisions) expect(foreign).toEqual(expect.arrayContaining([why, what]))
  })

  it("leave out what was done at another time than is asked for", () => {
    const span = { from: "2026-02-20T00:00:00.000Z", until: "2026-02-21T00:00:00.000Z", named: "20 februari" }
    const { foreign, text } = pageOf(history(trail, span))
    expect(text).toContain("20 februari")
    expect(text).toContain("payouts 2")
    expect(text).not.toContain("open 1")
    expect(foreign).toContain(reason("disken brann"))
    for (const why of ["closed with the books", reason("gallrat")]) expect(foreign).not.toContain(why)
  })

  it("describe the rules and settings in force, and since when", () => {
    const text = pageOf(systemDocumentation(trail, given)).text.replaceAll(/\s+/g, " ")
    expect(text).toContain("Egna avräkningsklasserprescribed = lossclosed 2, 2026-02-20 09:00")
    expect(text).toContain("Språk i arbetsbokenengelskaclosed 1, 2026-01-31 23:59")
    expect(text).toContain("Filformatcsv, xlsxclosed 2, 2026-02-20 09:00")
    expect(text).toContain("prescribedlosseget valKonstaterad förlust: spara underlaget")
    expect(text).toContain("deceasedloss_to_confirmBefarad förlust: kräver beslut")
    expect(text).toContain("C7Avräkningskontot = det som är kvar")
    expect(text).toContain("3något kräver en person")
    expect(text).toContain("Utbetalningar22026-02-20 09:00")
    expect(text).toContain("Reglerna är version 1;")
  })

  it("list the accounts of the account map, each with what it is used for", () => {
    const { foreign, text } = pageOf(systemDocumentation(trail, given))
    expect(foreign).toEqual(expect.arrayContaining([given.accounts.file, `Öl AB ${hostile}`]))
    const plain = text.replaceAll(/\s+/g, " ")
    expect(plain).toContain(given.accounts.sha256)
    expect(plain).toContain("Stängt till och med2026-01-31")
    expect(plain).toContain("1685Fordran på inkassobolagdet som Amili är skyldigt")
    expect(plain).toContain(
      "1510Kundfordringarfordran som konstateras förlorad; rader av kategorin capital, moms bokfördes",
    )
    expect(plain).toContain("2611Utgående moms 25 %utgående moms 25 %")
    const [company] = given.accounts.map.companies
    for (const account of Object.keys(company?.accounts ?? {})) expect(foreign).toContain(account)
    const without = pageOf(systemDocumentation(trail, { ...given, accounts: undefined })).text
    expect(without).toContain("Det finns ingen kontokarta")
  })
})
