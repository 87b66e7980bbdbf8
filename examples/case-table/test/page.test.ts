/** The page in a real browser, over the built server and a sandbox. */
import * as CaseState from "@amili-cases/core/CaseState"
import { type Amili, createAmili } from "@amili-cases/core/Promise"
import { type RunningSandbox, startSandbox } from "@amili-cases/test-fixtures/Promise"
import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "..")
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync) ?? ""
const flags =
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync"

if (executablePath === "") console.warn("skipped: no Chromium")

describe.skipIf(executablePath === "")("the page", () => {
  let sandbox: RunningSandbox
  let amili: Amili
  let server: ChildProcess
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    sandbox = await startSandbox({ cases: 200, seed: 5 })
    amili = createAmili(sandbox)
    // Pages begin and end among cases of one amount, and among cases of none.
    let row = 0
    for await (const { id } of amili.cases.open({}, { projection: [], ranges: 1 })) {
      row += 1
      const amount = row % 3 === 0 ? null : 1500.5
      if (row % 4 > 0) sandbox.engine.change(id, Date.now(), { total_remaining_capital_amount: amount })
    }
    const stdio = ["ignore", "pipe", "inherit"] as const
    const env = { ...process.env, ...sandbox.environment }
    const started = spawn(process.execPath, [join(root, "dist/main.js"), "0"], { env, stdio: [...stdio] })
    server = started
    const [address] = await once(started.stdout, "data")
    browser = await chromium.launch({ executablePath, args: flags.split(" ") })
    page = await browser.newPage()
    await page.goto(String(address).trim())
    await page.locator("tbody tr").first().waitFor()
  })
  afterAll(async () => {
    await browser.close()
    server.kill()
    await amili.close()
    await sandbox.close()
  })

  const column = (number: number) => page.locator(`tbody tr td:nth-child(${number})`).allTextContents()

  /** Clicks or chooses, and waits for the rows that come of it. */
  const after = async (act: () => Promise<unknown>) => {
    await act()
    await page.locator("table[aria-busy=false]").waitFor()
  }
  const next = () => after(() => page.click("#next"))
  const previous = () => after(() => page.click("#previous"))
  const choose = (name: string, value: string) => after(() => page.selectOption(`[name=${name}]`, value))

  /** Every row from here to the last page, a column of it. */
  const toTheEnd = async (number: number) => {
    const seen = [...(await column(number))]
    while (await page.isEnabled("#next")) {
      await next()
      seen.push(...(await column(number)))
    }
    return seen
  }

  it.each(["newest", "largest"])("goes through every open case once, and back: %s", async (order) => {
    await choose("sort", order)
    const first = await column(1)
    const seen = await toTheEnd(1)
    expect(seen).toHaveLength(await amili.cases.count({ where: { closed: null } }))
    expect(new Set(seen).size).toBe(seen.length)
    while (await page.isEnabled("#previous")) await previous()
    expect(await column(1)).toEqual(first)
  })

  it("skips nothing when cases close behind it", async () => {
    await choose("sort", "newest")
    const first = await column(1)
    for (const id of first.slice(0, 5)) sandbox.engine.close(id, Date.now(), { reason: "recalled" })
    const seen = new Set([...first, ...(await toTheEnd(1))])
    for await (const { id } of amili.cases.open({}, { projection: [] })) expect(seen).toContain(id)
  })

  it("sorts by amount", async () => {
    await choose("sort", "largest")
    const amounts = (await toTheEnd(5)).filter((text) => text !== "-")
    const numbers = amounts.map((text) => Number(text.replaceAll(/[^\d,]/g, "").replace(",", ".")))
    expect(numbers.length).toBeGreaterThan(20)
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a))
  })

  it("filters by state", async () => {
    const { rows } = await amili.cases.page({ filter: { where: { closed: null } }, projection: ["state"], pageSize: 1 })
    const state = String(rows[0]?.state)
    await choose("state", state)
    const seen = await toTheEnd(4)
    expect(new Set(seen)).toEqual(new Set([CaseState.describe(state)]))
    expect(seen).toHaveLength(await amili.cases.count({ state, where: { closed: null } }))
    await choose("state", "")
  })

  it("shows a case, and what becomes of it", async () => {
    await page.locator("tbody tr").first().click()
    const [id = ""] = await column(1)
    const live = page.locator("pre")
    await live.filter({ hasText: id }).waitFor()
    expect(await live.textContent()).not.toContain('"closed"')
    sandbox.engine.close(id, Date.now(), { reason: "recalled" })
    await live.filter({ hasText: '"reason": "recalled"' }).waitFor()
    const shown: unknown = JSON.parse((await live.textContent()) ?? "")
    expect(JSON.stringify(shown)).not.toMatch(/debtor/)
  })

  it("says in one line what went wrong", async () => {
    sandbox.engine.faults.add({ kind: "redirect", probability: 1, times: 1 })
    await page.selectOption("[name=sort]", "newest")
    await page.locator("[role=status]").filter({ hasText: "the API redirects cases" }).waitFor()
  })
})

it("takes less than 150 lines", () => {
  const files = readdirSync(join(root, "src")).map((name) => readFileSync(join(root, "src", name), "utf8"))
  expect(files.reduce((sum, text) => sum + text.split("\n").length - 1, 0)).toBeLessThan(150)
})
