/** Controls of a journal that somebody has edited: each of them tells. */
import { SqlClient } from "@effect/sql/SqlClient"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "./support/world.ts"

const table = (name: string, id: string, state: string, more: string) =>
  ({ name, condition: `${state} AND ${more}`, id }) as const

const paidLine = table("line_event", "line_id", "state = 'paid'", "payout_id IS NOT NULL")
const waitingLine = table("line_event", "line_id", "state = 'waiting'", "total IS NOT NULL")
const paidOut = table("payout_event", "payout_id", "state = 'paid'", "total IS NOT NULL")
const closed = table("entry", "case_id", "kind = 'closed'", "reason = 'fully_paid'")

/** Adds an event of no run after the last one of a subject: rows of a stand are made of it, the database's sums are not. */
const edit = ({ condition, id, name }: ReturnType<typeof table>, change: Readonly<Record<string, string>>) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const [row] = yield* sql.unsafe<Record<string, unknown>>(
      `SELECT * FROM ${name} AS said WHERE ${condition} AND NOT EXISTS (SELECT 1 FROM ${name} AS later
        WHERE later.${id} = said.${id} AND later.revision > said.revision) ORDER BY ${id} LIMIT 1`,
    )
    if (row === undefined) throw new Error(`no ${name} to edit`)
    yield* sql`INSERT INTO ${sql(name)} ${sql.insert({ ...row, revision: Number(row["revision"]) + 1, serial: 0, ...change })}`
  })

const undo = ({ name }: ReturnType<typeof table>) =>
  Effect.flatMap(SqlClient, (sql) => sql`DELETE FROM ${sql(name)} WHERE serial = 0`)

const changed = { kind: "changed", total: "1.00" }

describe("a control", () => {
  it.live("fails where the rows of a stand are not what the journal's sums say", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 40, seed: 11, unkind: 0 })
      world.clock.now = Date.parse("2026-01-31T22:00:00Z")
      yield* world.alone(world.exportAll)
      yield* world.confirmPayers
      const bankFiles = world.bankFiles("2026-01")
      const failing = Effect.map(
        world.alone(world.reconcile("2026-01", { bankFiles, online: false })),
        ({ summary, verdict }) => ({
          verdict,
          controls: summary.controls.flatMap(({ id, outcome }) => (outcome === "fails" ? [id] : [])),
        }),
      )
      const after = (what: ReturnType<typeof table>, change: Readonly<Record<string, string>>) =>
        Effect.gen(function* () {
          yield* world.alone(edit(what, change))
          const found = yield* failing
          yield* world.alone(undo(what))
          return found
        })
      expect((yield* failing).controls).toEqual([])
      const line = yield* after(paidLine, changed)
      expect(line).toMatchObject({ verdict: "fails", controls: expect.arrayContaining(["C1", "C2"]) })
      expect(yield* after(waitingLine, changed)).toMatchObject({ verdict: "fails", controls: ["C3"] })
      const payout = yield* after(paidOut, changed)
      expect(payout).toMatchObject({ verdict: "fails", controls: expect.arrayContaining(["C4"]) })
      expect(yield* after(closed, { kind: "reopened" })).toMatchObject({ verdict: "fails", controls: ["C5"] })
      expect((yield* failing).controls).toEqual([])
    }).pipe(Effect.scoped),
  )
})
