/** A fleet of profiles of all sizes, each with a creditor of its own, and the API, database and folders that it works with. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import * as Happenings from "../../../../packages/accounting/test/support/history/Happenings.ts"
import * as Postgres from "../../../../packages/accounting/test/support/postgres.ts"
import * as Drift from "@amili-cases/test-fixtures/Drift"
import { documents, portfolio } from "@amili-cases/test-fixtures/Generator"
import * as Random from "@amili-cases/test-fixtures/Random"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { type Document, ObjectId } from "@amili-cases/test-fixtures/Document"
import * as Reactivity from "@effect/experimental/Reactivity"
import * as SharedJournal from "@amili-cases/export-engine/database/SharedJournal"
import { Effect, Redacted } from "effect"
import * as Program from "./program.ts"

export interface Options {
  /** Cases of each profile. */
  readonly sizes: ReadonlyArray<number>
  readonly seed: number
  /** Nothing moves while it is read. */
  readonly still?: boolean
  readonly sandbox?: Sandbox.Options
}

const creditorOf = (index: number) => (0xc0de_0000 + index).toString(16).padStart(24, "0")

/** Every case of a generated portfolio, given to the creditors one after the other. */
const casesFor = (sizes: ReadonlyArray<number>): ReadonlyArray<Document> => {
  const all = sizes.reduce((sum, size) => sum + size, 0)
  const owners = sizes.flatMap((size, index) => Array<number>(size).fill(index))
  return documents(portfolio({ cases: all, seed: 5, now: "2026-01-31" }).cases).map((document, at) => ({
    ...document,
    creditor: new ObjectId(creditorOf(owners[at] ?? 0)),
    creditor_name: `Creditor ${owners[at] ?? 0}`,
  }))
}

/** What a portfolio does while it is read; what is taken away or opened again would leave nothing to compare with. */
const rates: Drift.Rates = {
  events: 0.3,
  backDate: 5,
  kinds: { ...Drift.kinds, reopen: 0, delete: 0, redate: 0 },
}

export const make = ({ sandbox: options = {}, seed, sizes, still = false }: Options) =>
  Effect.gen(function* () {
    const random = Random.make(seed)
    let isMoving = !still
    const root = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-fleet-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
    )
    const creditors = sizes.map((_, index) => ({ _id: new ObjectId(creditorOf(index)), name: `Creditor ${index}` }))
    const { baseUrl, engine, environment } = yield* Sandbox.start({
      data: { cases: casesFor(sizes), creditors },
      script: ({ cases }, _, now) => {
        if (isMoving) Drift.drift(cases, rates, random, now)
      },
      ...options,
    })
    const server = yield* Postgres.start
    const variables = {
      AMILI_JOURNAL_URL: server.url,
      FLEET_API_CODE: environment.AMILI_API_CODE,
      XDG_STATE_HOME: join(root, "state"),
    }
    const nameOf = (index: number) => `p${String(index).padStart(4, "0")}`
    const folderOf = (index: number) => join(root, "exports", nameOf(index))
    const rows = sizes.map((_, index) => {
      mkdirSync(folderOf(index), { recursive: true })
      return [
        nameOf(index),
        baseUrl,
        "env:FLEET_API_CODE",
        `file:${environment.AMILI_PRIVATE_KEY_FILE}`,
        creditorOf(index),
        folderOf(index),
        "csv",
        "rfc4180",
      ]
    })
    const profiles = join(root, "profiles.csv")
    const header = "name,base_url,api_code,private_key,creditors,folder,format,csv,schedule"
    // A schedule that never comes: what is due is what a test submits.
    writeFileSync(profiles, [header, ...rows.map((row) => [...row, "0 0 29 2 *"].join(","))].join("\n"))

    const fleet = (...args: ReadonlyArray<string>) => Program.fleet(args, variables)
    const worker = (lanes = 4) =>
      Effect.flatMap(Postgres.freePort, (port) =>
        Effect.map(
          Program.start(
            ["worker", "--address", `127.0.0.1:${port}`, "--name", `w${port}`, "--lanes", String(lanes)],
            variables,
          ),
          (running) => ({ ...running, name: `w${port}` }),
        ),
      ).pipe(
        // From here on it takes part.
        Effect.tap((started) =>
          Effect.repeat(
            Effect.delay(
              Effect.sync(() => started.said()),
              "50 millis",
            ),
            {
              until: (said) => said.includes(`worker ${started.name} has begun`),
            },
          ),
        ),
      )
    const query = (statement: string): Effect.Effect<ReadonlyArray<Readonly<Record<string, unknown>>>, unknown> =>
      Effect.flatMap(SharedJournal.client(Redacted.make(server.url)), (sql) =>
        sql.unsafe<Record<string, unknown>>(statement),
      ).pipe(Effect.provideServiceEffect(Reactivity.Reactivity, Reactivity.make), Effect.scoped)

    /** Nothing moves any more, and a run is allowed to see all that has: it leaves out the last minute. */
    const settle = () => {
      isMoving = false
      engine.clockOffset += 300_000
    }

    /** What is wrong, by the ledger of truth: every closed case of every profile is in one file, and no number is missing. */
    const problems = () => {
      const found: Array<string> = []
      const wanted = new Map<string, number>()
      for (const [id] of Happenings.documents(engine.cases, { closed: { $ne: null } })) wanted.set(id, 0)
      for (const [index] of sizes.entries()) {
        const folder = folderOf(index)
        const names = readdirSync(folder)
        for (const name of names) if (name.includes(".partial")) found.push(`${name} is left`)
        const serials = new Set(
          names.flatMap((name) => /-closed-(\d+)-.*-manifest\.json$/.exec(name)?.[1] ?? []).map(Number),
        )
        for (let serial = 1; serial <= serials.size; serial++) {
          if (!serials.has(serial)) found.push(`${nameOf(index)} has no run ${serial}`)
        }
        for (const name of names.filter((name) => /-closed-\d+-\d{4}-\d\d-\d\d\.csv$/.test(name))) {
          const manifest = JSON.parse(readFileSync(join(folder, name.replace(/\.csv$/, "-manifest.json")), "utf8"))
          if (manifest.files.length === 0) found.push(`${name} is in no manifest`)
          for (const id of idsIn(folder, name)) wanted.set(id, (wanted.get(id) ?? 0) + 1)
        }
      }
      for (const [id, times] of wanted) if (times !== 1) found.push(`${id} is in ${times} files`)
      return found
    }

    /** Whether so many exports have been done. */
    const done = (count: number) =>
      Effect.map(
        query("SELECT COUNT(*)::int AS done FROM fleet_unit WHERE state = 'done'"),
        ([row]) => row?.["done"] === count,
      )

    /** The runs of all profiles have never been: their journal and their files are gone. */
    const forget = Effect.gen(function* () {
      const tables =
        yield* query(`SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public'
        AND column_name = 'profile' AND table_name NOT LIKE 'fleet%' AND table_name NOT LIKE 'cluster%'`)
      for (const { name } of tables) yield* query(`TRUNCATE ${String(name)}`)
      for (const [index] of sizes.entries()) {
        rmSync(folderOf(index), { recursive: true })
        mkdirSync(folderOf(index))
      }
    })

    return {
      creditorOf,
      done,
      engine,
      environment,
      fleet,
      forget,
      nameOf,
      problems,
      profiles,
      query,
      root,
      server,
      settle,
      variables,
      worker,
    }
  })

const idsIn = (folder: string, name: string) => Folder.csv(folder, name).map((row) => row["case_id"] ?? "")
