import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, lacksChromium, send, skipped, withPage } from "../support/Browser.ts"
import { type Desk, start, stop } from "../support/Desk.ts"
import * as Sandbox from "../support/sandbox.ts"

const last = new Date(Date.now() - 86_400_000 * new Date().getDate())
const month = last.toISOString().slice(0, 7)

interface Listed {
  readonly number: string
  readonly state: string
  readonly amount: string
  readonly currency: string
  readonly text: string
}

describe.skipIf(lacksChromium)(`vouchers${skipped}`, () => {
  let desk: Desk
  const address = async (path: string) => `${await desk.url()}/p/sandbox${path}`
  const open = async (page: Page, path: string) => page.goto(await address(path))
  const main = (page: Page) => page.locator("main").innerText()
  /** Waits for the end of the work that was started. */
  const ended = async (page: Page) => {
    await page.locator("#job", { hasNotText: "In progress" }).waitFor({ timeout: 60_000 })
    return page.locator("#job").innerText()
  }
  const decided = async (page: Page) => {
    await page.getByLabel("Who").fill("Eva <Ek>")
    await page.getByLabel("Why").fill("reviewed & <b>found</b> right")
  }
  const listed = () => Sandbox.exported(desk, "vouchers", "list") as Promise<ReadonlyArray<Listed>>
  const draft = async (page: Page) => {
    await open(page, "/vouchers/draft")
    await page.getByLabel("Up to the end of the month").fill(month)
    await send(page, "Draft")
    return ended(page)
  }
  /** The hidden fields of the form, as the browser would send them. */
  const hidden = async (page: Page, form: string) =>
    Object.fromEntries(
      await page
        .locator(`${form} input[type=hidden]`)
        .evaluateAll((fields: ReadonlyArray<{ name: string; value: string }>) =>
          fields.map(({ name, value }): [string, string] => [name, value]),
        ),
    )
  const post = async (page: Page, path: string, fields: Readonly<Record<string, string>>) => {
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
    const origin = await desk.url()
    const headers = { cookie, origin, "content-type": "application/x-www-form-urlencoded" }
    return desk.ask(`/p/sandbox${path}`, { method: "POST", headers, body: new URLSearchParams(fields).toString() })
  }

  beforeAll(async () => {
    desk = await start(["--sandbox"])
    await withPage(desk, async (page) => {
      await open(page, `/month/${month}`)
      await send(page, "Reconcile the month")
      await ended(page)
    })
  })
  afterAll(() => stop(desk))

  it("need an account map, whose mistakes stand beside the fields", () =>
    withPage(desk, async (page) => {
      await open(page, "/vouchers")
      await expectAccessible(page)
      await open(page, "/vouchers/draft")
      await send(page, "Draft")
      expect(await main(page)).toContain("there is no account map")
      await open(page, "/vouchers/map")
      await page.getByRole("link", { name: "Make an account map" }).click()
      await expectAccessible(page)
      await page.getByLabel("Name").fill("<i>Exempel</i> AB")
      await page.getByLabel("Organisation number").fill("5560160680")
      await page.getByLabel("Account of outlays").fill("359")
      await page.getByLabel("VAT rate of the invoices").selectOption("25")
      await page.getByLabel("First day of the fiscal year").fill(`${month.slice(0, 4)}-01-01`)
      await page.getByLabel("Method").selectOption("kontantmetoden")
      await send(page, "Make an account map")
      expect(await page.locator("#organisationNumber-wrong").innerText()).toBe("Write it as 556677-8899.")
      expect(await page.locator("#outlays-wrong").innerText()).toBe("Write an account of four digits.")
      await page.getByLabel("Account of outlays").fill("3591")
      await page.getByLabel("Organisation number").fill("556016-0681")
      await send(page, "Make an account map")
      expect(await page.locator("#sales-wrong").innerText()).toContain("with kontantmetoden the sale is booked")
      await page.getByLabel("Method").selectOption("faktureringsmetoden")
      await send(page, "Make an account map")
      // Amili has several companies, each with a number of its own.
      const [, creditor = "", number = ""] = /at Amili creditor (\w{24}) has ([\d-]+)/.exec(await main(page)) ?? []
      await page.getByLabel("Creditors").fill(creditor)
      await page.getByLabel("Organisation number").fill(number)
      await send(page, "Make an account map")
      await expectAccessible(page)
      expect(await main(page)).toContain("<i>Exempel</i> AB")
      expect(await main(page)).toContain("Fakturan som lämnats till inkasso.")
    }))

  it("are made by a map that is downloaded, edited and read again, or refused with each mistake in a line", () =>
    withPage(desk, async (page) => {
      await open(page, "/vouchers/map")
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: "Download the file" }).click(),
      ])
      const text = readFileSync(await download.path(), "utf8")
      const give = async (content: string) => {
        await open(page, "/vouchers/map")
        await page
          .getByLabel("Account map (JSON)")
          .setInputFiles({ name: "accounts.json", mimeType: "application/json", buffer: Buffer.from(content) })
        await send(page, "Read")
        return main(page)
      }
      const wrong = await give(text.replace('"clearing": "1685"', '"clearing": "168"').replace('"I"', '"<u>"'))
      expect(wrong).toContain("nothing is changed")
      expect(wrong).toContain("companies[0].series: is not one capital letter")
      expect(wrong).toContain("companies[0].booking.clearing: is not an account of four digits")
      expect(await give(text.replace("EUBAS97", "BAS2026"))).toContain("The account map has been read.")
      expect(readFileSync(join(Sandbox.exportsOf(desk), "accounts.json"), "utf8")).toContain("BAS2026")
    }))

  it("are drafted and shown as the command lists them, with what has to be decided", () =>
    withPage(desk, async (page) => {
      expect(await draft(page)).toContain(`${month}: `)
      const all = await listed()
      const count = (state: string) => all.filter((one) => one.state === state).length
      await open(page, "/vouchers?state=draft")
      await expectAccessible(page)
      const counts = await page.locator("ul.links").innerText()
      expect(counts).toContain(`to decide: ${count("question")}`)
      expect(counts).toContain(`draft: ${count("draft")}`)
      const rows = (await page.locator("tbody tr").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " "))
      const drafts = all.filter(({ state }) => state === "draft").slice(0, rows.length)
      expect(rows.length).toBe(50)
      for (const [at, { amount, currency, number }] of drafts.entries()) {
        expect(rows[at]).toContain(number)
        expect(rows[at]?.replaceAll(",", "")).toContain(` ${amount} ${currency} `)
      }

      const loss = all.find(({ state, text }) => state === "question" && text.includes("förlust"))
      await open(page, `/vouchers/questions/${loss?.number}`)
      await expectAccessible(page)
      const question = page.url()
      await decided(page)
      await page.getByLabel("Is the claim a confirmed loss?").selectOption("yes")
      await send(page, "Decide")
      expect((await listed()).filter(({ state }) => state === "question").length).toBe(count("question") - 1)
      expect((await page.goto(question))?.status()).toBe(404)
      expect(await main(page)).toContain("somebody has answered it")
    }))

  it("are approved once, whoever else approves them in another window", () =>
    withPage(desk, async (page) => {
      await draft(page)
      await open(page, "/vouchers?state=draft")
      const [number = ""] = await page.locator("tbody th").allInnerTexts()
      const other = await page.context().newPage()
      await other.goto(page.url())
      const third = await page.context().newPage()
      await third.goto(page.url())
      await decided(page)
      await send(page, "Approve")
      expect(await main(page)).toContain("Choose a draft in the table at least, or all.")
      await page.getByRole("checkbox", { name: `Choose ${number}` }).check()
      await send(page, "Approve")
      expect(await main(page)).toContain("1 approved.")
      await other.getByRole("checkbox", { name: `Choose ${number}` }).check()
      await decided(other)
      await send(other, "Approve")
      expect(await main(other)).toContain("Nothing is approved now.")
      await third.getByLabel(/^All/).check()
      await decided(third)
      await send(third, "Approve")
      expect(await main(third)).toContain("The drafts are not those that were shown any more")
      // Nothing of a page is kept by the browser: going back shows what is true now.
      await third.goBack()
      expect(await third.getByRole("checkbox", { name: `Choose ${number}` }).count()).toBe(0)
      expect((await listed()).filter(({ state }) => state === "approved").map((one) => one.number)).toEqual([number])
      await open(page, `/vouchers/one/${number}`)
      await expectAccessible(page)
      expect(await main(page)).toContain("Eva <Ek>")
      expect(await main(page)).toContain("reviewed & <b>found</b> right")
    }))

  it("are approved by an edited file, all of it or nothing", () =>
    withPage(desk, async (page) => {
      const drafts = (await listed()).filter(({ state }) => state === "draft")
      const [one, two] = drafts.map(({ number }) => number)
      const give = async (content: string) => {
        await open(page, "/vouchers/edited")
        await page
          .getByLabel("Edited workbook or CSV file")
          .setInputFiles({ name: "beslut.csv", mimeType: "text/csv", buffer: Buffer.from(content) })
        await page.getByLabel("What the file says").selectOption("approve")
        await decided(page)
        await send(page, "Read")
        return main(page)
      }
      await open(page, "/vouchers/edited")
      await expectAccessible(page)
      expect(await give(`number;decision\n${one};maybe\n`)).toContain("is neither yes nor no")
      expect(await give(`number;decision\n${one};yes\nffffffff;yes\n`)).toContain("there is no such voucher")
      expect((await listed()).filter(({ state }) => state === "approved").length).toBe(1)
      expect(await give(`number;decision\n${one};ja\n${two};nej\n`)).toContain("1 approved.")
    }))

  it("are emitted once by a form that is sent twice, checked for a program, and taken back", () =>
    withPage(desk, async (page) => {
      await open(page, "/vouchers/emissions")
      await expectAccessible(page)
      const form = await hidden(page, "form.form")
      const answers = await Promise.all([1, 2].map(() => post(page, "/vouchers/emissions", form)))
      expect(answers.map(({ status }) => status)).toEqual([303, 303])
      await open(page, "/vouchers/emissions")
      expect(await ended(page)).toContain("Emission 1 has been written. Vouchers: 2.")
      expect((await post(page, "/vouchers/emissions", form)).status).toBe(303)
      await open(page, "/vouchers/emissions")
      expect(await page.locator("tbody tr").count()).toBe(1)
      const emitted = (await listed()).filter(({ state }) => state === "emitted")
      expect(emitted.length).toBe(2)

      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /\.si$/ }).first().click(),
      ])
      expect(readFileSync(await download.path(), "latin1")).toMatch(/^#FLAGGA/)
      await page.getByRole("link", { name: "check" }).first().click()
      await page.getByLabel("Accounting program").selectOption("fortnox")
      await send(page, "Check")
      await expectAccessible(page)
      expect(await main(page)).toContain("Nothing is wrong for Fortnox.")

      await open(page, `/vouchers/one/${emitted[0]?.number}`)
      expect(await main(page)).not.toContain('"_etag"')
      await send(page, "Show the raw documents")
      expect(await main(page)).toContain('"_etag"')
      await expectAccessible(page)
      await decided(page)
      await send(page, "Reverse")
      expect(await main(page)).toContain("Takes back")
      expect((await listed()).filter(({ state }) => state === "approved").length).toBe(1)
    }))
})
