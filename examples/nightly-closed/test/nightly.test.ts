/** Nights in a row, as a process each, over a sandbox. */
import { createAmili } from "@amili-cases/core/Promise"
import { type RunningSandbox, startSandbox } from "@amili-cases/test-fixtures/Promise"
import Database from "libsql"
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const main = join(import.meta.dirname, "../dist/main.js")
const folder = mkdtempSync(join(tmpdir(), "amili-nightly-"))
const file = join(folder, "closed.db")
let sandbox: RunningSandbox

beforeAll(async () => {
  sandbox = await startSandbox({ cases: 400, seed: 9, oddities: 0.1 })
})
afterAll(async () => {
  await sandbox.close()
  rmSync(folder, { recursive: true })
})

const night = async (): Promise<string> => {
  const env = { ...process.env, ...sandbox.environment }
  const run = promisify(execFile)(process.execPath, [main, file], { env })
  const { stderr, stdout } = await run.catch((error: { readonly stderr: string; readonly stdout: string }) => error)
  return stdout + stderr
}
const select = (sql: string): ReadonlyArray<unknown> => {
  const database = new Database(file)
  const rows = database.prepare(sql).raw().all()
  database.close()
  return rows.flat()
}
const twoMinutesAgo = () => Date.now() - 120_000

describe("night after night", () => {
  it("stores nothing of a night that fails", async () => {
    // After the token, the clock and a page of cases.
    sandbox.engine.faults.add({ kind: "redirect", probability: 1, path: "/cases", after: 4 })
    expect(await night()).toMatch(/^nothing was stored: the API redirects cases/)
    sandbox.engine.faults.clear()
    expect(select("select count(*) from closed_case union all select count(*) from checkpoint")).toEqual([0, 0])
  })

  it("stores every closed case once", async () => {
    const amili = createAmili(sandbox)
    const closed = await amili.cases.count({ where: { closed: { $ne: null } } })
    await amili.close()
    expect(await night()).toBe(`${closed} new, 0 changed, 0 known, 0 reopened\n`)
    expect(select("select count(*) from closed_case")).toEqual([closed])
    expect(select("select count(*) from closed_case where closed is null")[0]).toBeGreaterThan(0)
    expect(select("select typeof(remaining_capital) from closed_case group by 1")).toEqual(["text"])
  })

  it("takes what closes, changes and opens again", async () => {
    const amili = createAmili(sandbox)
    const { rows } = await amili.cases.page({ filter: { where: { closed: null } }, projection: [], pageSize: 2 })
    await amili.close()
    const [one = "", other = ""] = rows.map(({ id }) => id)
    sandbox.engine.close(one, twoMinutesAgo(), { reason: "recalled" })
    sandbox.engine.close(other, twoMinutesAgo(), { reason: "fully_paid" })
    expect(await night()).toMatch(/^2 new, 0 changed, \d+ known, 0 reopened\n$/)
    expect(select(`select reason from closed_case where id = '${one}'`)).toEqual(["recalled"])

    sandbox.engine.change(one, Date.now(), { "closed.reason": "bankruptcy" })
    sandbox.engine.reopen(other, Date.now())
    expect(await night()).toMatch(/^0 new, 1 changed, \d+ known, 1 reopened\n$/)
    expect(select(`select settlement from closed_case where id = '${one}'`)).toEqual(["loss"])
    expect(await night()).toMatch(/^0 new, 0 changed, \d+ known, 0 reopened\n$/)
    sandbox.engine.close(other, twoMinutesAgo(), { reason: "fully_paid" })
    expect(await night()).toMatch(/^0 new, 1 changed, \d+ known, 0 reopened\n$/)
  })
})
