import { join } from "node:path"
import { type Document, ObjectId } from "@amili-cases/test-fixtures/Document"
import { describe, expect, it } from "@effect/vitest"
import { DateTime, Effect, Layer } from "effect"
import { Entries, type Entry, type Page } from "../../src/closed/records/Entries.ts"
import * as Journal from "@amili-cases/accounting/Journal"
import * as Layers from "../support/layers.ts"
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import * as Folder from "../support/folder.ts"
import * as World from "../support/world.ts"

/** `CASES=130000` for a portfolio of a size that takes minutes. */
const cases = Number(process.env["CASES"] ?? 3000)

const missing = "closed, but never exported"
const changed = "changed since it was exported"

/** The id that lies so far from another: two in a row are neighbours, with nothing between them. */
const beside = (id: string, by: bigint): string => (BigInt(`0x${id}`) + by).toString(16).padStart(24, "0")

const entry = (caseId: string, revision: number): Entry => ({
  caseId,
  revision,
  serial: revision + 1,
  seq: Number(caseId),
  kind: revision === 0 ? "closed" : "changed",
  corrects: revision === 0 ? undefined : revision,
  closedAt: "2026-01-13T11:18:59.000Z",
  reason: "fully_paid",
  currency: "SEK",
  amount: "2050.00",
  creditorId: undefined,
  invoiceNumber: undefined,
  reference: undefined,
  claimed: undefined,
  registeredAt: undefined,
})

/** Where a walk turns a page, looks into the journal, or begins another stretch, and what lies right before and after. */
const edges = [0, 1, 99, 100, 101, 499, 500, 501, 999, 1000, 1001]

describe("the latest entries of cases", () => {
  it.scopedLive("are read in pages, however many corrections lie on the border of one", () =>
    Effect.gen(function* () {
      const file = join(yield* Folder.temporary, "journal.db")
      const journal = Layer.provide(Journal.layer({ _tag: "File", path: file }), Layers.platform)
      yield* Effect.gen(function* () {
        const entries = yield* Entries
        const said = [1, 3, 1, 7, 2, 1].flatMap((revisions, index) =>
          Array.from({ length: revisions }, (_, revision) => entry(`0${index}`, revision)),
        )
        yield* entries.add("default", said)
        for (const most of [1, 2, 3, 4, 5, 7, 8, 14, 15, 16]) {
          const found: Array<string> = []
          for (let from: string | undefined = "00"; from !== undefined;) {
            const page: Page = yield* entries.between("default", from, "04", most)
            found.push(...page.entries.map(({ caseId, revision }) => `${caseId} ${revision}`))
            from = page.next
          }
          expect(found).toEqual(["01 2", "02 0", "03 6", "04 1"])
        }
      }).pipe(Effect.provide(journal))
    }),
  )
})

describe("comparing the API with the journal", () => {
  it.scopedLive(
    "names every case that is missing, gone or changed, at each edge of what is read at a time, and no other",
    () =>
      Effect.gen(function* () {
        const world = yield* World.make({ cases })
        const rows = world.rows((yield* world.closed()).files, ".csv").map((row) => row["case_id"] ?? "")
        const ids = rows.toSorted()
        expect(ids.length).toBeGreaterThan(1100)
        const { cases: collection } = world.engine
        const verify = Effect.provide(VerifyApi.verify("default", []), world.layer)
        const [inTime = "", late = ""] = world.rows((yield* world.open()).files, ".csv").map((row) => row["case_id"])
        const before = yield* verify
        expect(before).toMatchObject({ checked: ids.length, findings: [] })

        const expected = new Map<string, string>()
        const document = (id: string): Document => {
          const row = collection.row(id)
          return (row === undefined ? undefined : collection.document(row)) ?? {}
        }
        /** Puts a case that was closed as another was, to the second, under an id that no export has seen. */
        const plant = (like: string, id: string): void => {
          collection.put({ ...document(like), _id: new ObjectId(id) })
          expected.set(id, missing)
        }
        const first = ids[0] ?? ""
        const last = ids.at(-1) ?? ""
        plant(first, beside(first, -2n))
        plant(first, beside(first, -1n))
        for (const [index, at] of [...edges, ...edges.map((edge) => ids.length - 1 - edge)].entries()) {
          const id = ids[at] ?? ""
          if (index % 3 === 0) {
            collection.remove(id)
            expected.set(id, VerifyApi.noSuchCase)
            plant(ids[at + 2] ?? ids[at - 2] ?? "", beside(id, 3n))
          } else if (index % 3 === 1) {
            world.engine.change(id, world.time.now, { total_remaining_capital_amount: 7_654_321 })
            expected.set(id, changed)
          } else {
            world.engine.reopen(id, world.time.now)
            expected.set(id, VerifyApi.reopened)
          }
        }
        // Exported up to an instant that is the next run's: the last second before it is missing, the instant is not.
        const until = DateTime.toEpochMillis(before.until ?? (yield* DateTime.now))
        world.engine.close(inTime, world.time.now, { date: new Date(until - 1000) })
        world.engine.close(late, world.time.now, { date: new Date(until) })
        expected.set(inTime, missing)

        const compare = Effect.gen(function* () {
          const { checked, findings } = yield* verify
          const told = findings.map(({ problem, subject }) => `${subject} ${problem}`)
          expect(told.toSorted()).toEqual(Array.from(expected, ([id, problem]) => `${id} ${problem}`).toSorted())
          const count = (wanted: string) => [...expected.values()].filter((problem) => problem === wanted).length
          expect(checked).toBe(
            ids.length - count(VerifyApi.noSuchCase) - count(VerifyApi.reopened) + count(missing) + 1,
          )
        })
        // The last that was exported is gone, and nothing comes after it; then something does.
        yield* compare
        plant(ids[2] ?? "", beside(last, 1n))
        plant(ids[2] ?? "", beside(last, 2n))
        yield* compare
      }),
  )
})
