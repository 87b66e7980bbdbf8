import * as Environment from "@amili-cases/app-kit/settings/Environment"
import * as Api from "@amili-cases/operations/connected/Api"
import * as Closed from "@amili-cases/operations/runs/Closed"
import { NodeContext, NodeHttpClient } from "@effect/platform-node"
import { Effect, Layer } from "effect"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, lacksChromium, skipped, withPage } from "../support/Browser.ts"
import * as Portfolio from "../support/portfolio.ts"

let world: Portfolio.World
let inside: { readonly cookie: string }
beforeAll(async () => {
  world = await Portfolio.start()
  inside = await world.desk.cookie()
})
afterAll(() => world.stop())

const ask = (path: string) => world.desk.ask(`/p/default${path}`, { headers: inside })
const idsIn = (page: string) => [...page.matchAll(/cases\/([0-9a-f]{24})"/g)].map(([, id]) => id)
const linkOf = (page: string, label: string) =>
  new RegExp(`href="([^"]+)">${label}</a>`).exec(page)?.[1]?.replaceAll("&amp;", "&")

/** The ids of a table from its first page to its last, by the links below it. */
const walked = async (path: string) => {
  const ids: Array<string | undefined> = []
  const addresses: Array<string> = []
  let next: string | undefined = `/p/default${path}`
  while (next !== undefined) {
    addresses.push(next)
    const { body, status } = await world.desk.ask(next, { headers: inside })
    expect(status).toBe(200)
    ids.push(...idsIn(body))
    next = linkOf(body, "Next")
  }
  return { ids, addresses }
}

describe("the table of cases", () => {
  it.each(["newest", "oldest", "largest", "changed", "invoice"])(
    "shows each case once, page after page, in the order %s, and finds its way back",
    async (sort) => {
      const { addresses, ids } = await walked(`/cases?show=all&sort=${sort}`)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids.length).toBe(Portfolio.size)
      const last = await world.desk.ask(addresses.at(-1) ?? "", { headers: inside })
      expect(linkOf(last.body, "Previous")).toBe(addresses.at(-2))
    },
  )

  it("is narrowed as the address says, and says how many there are", async () => {
    const closed = await walked("/cases?show=closed")
    const open = await walked("/cases?show=open")
    expect(closed.ids.length + open.ids.length).toBe(Portfolio.size)
    const { body } = await ask("/cases?show=closed&reason=fully_paid&sort=largest")
    const said = Number(/of (\d+) cases\./.exec(body)?.[1])
    expect(said).toBeGreaterThan(0)
    expect((await walked("/cases?show=closed&reason=fully_paid")).ids).toHaveLength(said)
    const large = await walked("/cases?show=all&min=1%20234,50&max=1234.5&sort=oldest")
    expect(large.ids).toEqual(expect.arrayContaining(Portfolio.hostile.map((_, index) => Portfolio.idOf(index))))
    const day = await walked("/cases?show=closed&from=2026-01-04&to=2026-01-04&max=1234.5&min=1234.5")
    expect(day.ids).toHaveLength(Portfolio.hostile.length / 2)
    expect((await walked(`/cases?show=all&creditor=${Portfolio.creditor}`)).ids).toHaveLength(Portfolio.hostile.length)
  })

  it("marks what it cannot read in an address, and asks nothing", async () => {
    const asked = () => world.sandbox.engine.served.filter(({ target }) => target.startsWith("/cases")).length
    const before = asked()
    const { body, status } = await ask("/cases?min=abc&minAge=-1&to=2026-02-30&pages=x")
    expect(status).toBe(400)
    for (const name of ["min", "minAge", "to"]) expect(body).toContain(`id="${name}-wrong"`)
    expect((await ask("/cases?sort=largest&pages=[%22zzz%22]")).status).toBe(400)
    expect((await ask("/cases?class=<script>")).status).toBe(400)
    expect(asked()).toBe(before)
  })

  it("finds an id, an invoice number and a reference, whole and exact", async () => {
    const find = async (number: string) => ask(`/cases/find?number=${encodeURIComponent(number)}`)
    const id = Portfolio.idOf(0)
    expect((await find(` ${id.toUpperCase()} `)).headers["location"]).toBe(`/p/default/cases/${id}`)
    expect((await find("=cmd|' /C calc'!A0")).headers["location"]).toBe(`/p/default/cases/${Portfolio.idOf(9)}`)
    const none = await find("INV-no-such")
    expect(none.status).toBe(404)
    expect(none.body).toContain("No case has the number INV-no-such")
    expect((await find("")).headers["location"]).toBe("/p/default/cases")
  })

  it("says when the API does not answer as it should, and goes on when it does", async () => {
    world.sandbox.engine.faults.add({ kind: "html", probability: 1, path: "/cases", times: 1 })
    const failed = await ask("/cases")
    expect(failed.status).toBeGreaterThanOrEqual(500)
    expect(failed.body).toContain('role="alert"')
    world.sandbox.engine.tokens.revoke()
    expect((await ask("/cases")).status).toBe(200)
  })
})

describe("one case", () => {
  it("is not there, or its address is none", async () => {
    expect((await ask("/cases/ffffffffffffffffffffffff")).status).toBe(404)
    expect((await ask("/cases/nonsense")).status).toBe(404)
  })

  it("asks for the debtor only when somebody wants to see him", async () => {
    const id = Portfolio.idOf(3)
    const served = () => JSON.stringify(world.sandbox.engine.served.filter(({ target }) => target.includes(id)))
    const shown = await ask(`/cases/${id}`)
    expect(shown.body).not.toMatch(/DEBTOR|DEBT |19850312/)
    expect(served()).toContain("projection")
    expect(served()).not.toContain("customer_name")
    const address = `/p/default/cases/${id}/debtor`
    expect((await world.desk.ask(address, { headers: inside })).headers["location"]).toBe(`/p/default/cases/${id}`)
    const { body, headers } = await world.desk.ask(address, {
      method: "POST",
      headers: { ...inside, origin: await world.desk.url() },
    })
    expect(body).toContain("DEBTOR &#39;&gt;&lt;svg onload=alert(1)&gt;")
    expect(body).toContain("19850312-9805")
    expect(headers["cache-control"]).toBe("no-store")
    expect(served()).toContain("customer_name")
  })

  it.each(Portfolio.hostile.map((text, index) => [JSON.stringify(text).slice(0, 40), index] as const))(
    "shows %s as it is, with its payouts",
    async (_, index) => {
      for (const path of ["", "/payouts", "/exported"]) {
        const { body, status } = await ask(`/cases/${Portfolio.idOf(index)}${path}`)
        expect(status).toBe(200)
        expect(body).not.toMatch(/<script>|<img|<svg|" onmouseover|<\/textarea>/)
        // oxlint-disable-next-line no-control-regex -- these are what a page must not hold
        expect(body).not.toMatch(/[\0-\u0008\u001b]/)
        expect(body.match(/<h1>/g)).toHaveLength(1)
      }
    },
  )

  it("shows the runs that it was in, from the journal", async () => {
    const id = Portfolio.idOf(1)
    expect((await ask(`/cases/${id}/exported`)).body).toContain("Nothing has been exported with the profile yet.")
    const variables = Environment.of({ ...world.sandbox.environment, HOME: world.home, AMILI_KEYCHAIN: "off" })
    const tool = "test 1.0.0"
    await Effect.gen(function* () {
      const settings = { out: join(world.home, "exports"), format: "csv" }
      yield* Closed.run(yield* Closed.prepare({ profile: { name: "default", settings }, tool, beginAgain: false }))
    }).pipe(
      Effect.provide(
        Layer.provideMerge(Api.forRuns({ tool, named: undefined, http: NodeHttpClient.layer }), NodeContext.layer),
      ),
      Effect.withConfigProvider(variables),
      Effect.runPromise,
    )
    const { body } = await ask(`/cases/${id}/exported`)
    expect(body).toContain("closed 1")
    expect(body).toContain("No vouchers about the case.")
  })
})

describe.skipIf(lacksChromium)(`the pages about cases in a browser${skipped}`, () => {
  /** Nothing of a text has become part of the page; a dialog would end the test. */
  const expectHarmless = async (page: Page) => {
    expect(await page.locator("main script, main img, main svg, main iframe, main [onmouseover]").count()).toBe(0)
    expect(await page.locator("h1").count()).toBe(1)
    expect(await page.getByText("taken over", { exact: true }).count()).toBe(0)
  }

  it("show hostile texts as they are, and can be used by everybody", async () => {
    await withPage(world.desk, async (page) => {
      const go = (path: string) => page.goto(`${new URL(page.url()).origin}/p/default${path}`)
      await go(`/cases?show=all&creditor=${Portfolio.creditor}`)
      await expectHarmless(page)
      await expectAccessible(page)
      expect(await page.locator("tbody").textContent()).toContain("</style><script>alert(1)</script>")
      for (const index of [0, 3, 7]) {
        await go(`/cases/${Portfolio.idOf(index)}`)
        await expect.poll(() => page.locator(".later").count()).toBe(0)
        await page.getByRole("button", { name: "Show the debtor" }).click()
        await page.locator("bdi", { hasText: "DEBTOR " }).first().waitFor()
        await page.waitForLoadState("networkidle")
        await expectHarmless(page)
      }
      await expectAccessible(page)
      await go(`/cases/find?number=${encodeURIComponent(Portfolio.hostile[2] ?? "")}x`)
      await expectHarmless(page)
      await go("/cases?min=%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
      await expectHarmless(page)
      await expectAccessible(page)
    })
  })

  it("can be worked with by the keyboard alone, in Swedish and without script", async () => {
    await withPage(
      world.desk,
      async (page) => {
        await page.getByRole("button", { name: "Svenska" }).focus()
        await page.keyboard.press("Enter")
        await page.getByRole("link", { name: "Ärenden", exact: true }).first().press("Enter")
        await page.waitForURL(/\/cases$/)
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        expect(new URL(page.url()).hash).toBe("#main")
        await page.getByText("Urval").focus()
        await page.keyboard.press("Enter")
        await page.getByLabel("Vilka").focus()
        await page.keyboard.type("al")
        await page.getByLabel("Kapital från").fill("1 234,50")
        await page.getByLabel("Kapital till").fill("1234,5")
        await page.keyboard.press("Enter")
        await page.waitForURL(/min=1/)
        await page.getByRole("link", { name: Portfolio.idOf(0) }).press("Enter")
        await page.getByRole("heading", { name: `Ärende ${Portfolio.idOf(0)}` }).waitFor()
        await page.getByRole("link", { name: "Visa utbetalningar" }).press("Enter")
        await page.getByRole("heading", { name: "Utbetalningar" }).waitFor()
        await page.goBack()
        await page.getByRole("heading", { name: `Ärende ${Portfolio.idOf(0)}` }).waitFor()
      },
      { javaScriptEnabled: false },
    )
  })
})
