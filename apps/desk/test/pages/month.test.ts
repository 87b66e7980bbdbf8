import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, lacksChromium, send, skipped, withPage } from "../support/Browser.ts"
import { type Desk, start, stop } from "../support/Desk.ts"
import * as Sandbox from "../support/sandbox.ts"

const last = new Date(Date.now() - 86_400_000 * new Date().getDate())
const month = last.toISOString().slice(0, 7)
const days = { from: `${month}-01`, to: last.toISOString().slice(0, 10) }

interface Summary {
  readonly controls: ReadonlyArray<{
    readonly id: string
    readonly outcome: string
    readonly sides: ReadonlyArray<{ readonly currency: string; readonly left: string; readonly right: string }>
  }>
  readonly states: ReadonlyArray<{ readonly cases: number; readonly amount: string; readonly currency: string }>
  readonly decisions: ReadonlyArray<{ readonly count: number }>
}

/** As the page writes hundredths. */
const shown = (minor: string | bigint, currency: string) => {
  const digits = String(minor).padStart(3, "0")
  if (currency === "") return Number(minor).toLocaleString("en")
  return `${BigInt(digits.slice(0, -2)).toLocaleString("en")}.${digits.slice(-2)}`
}

describe.skipIf(lacksChromium)(`a month${skipped}`, () => {
  const temporary = mkdtempSync(join(tmpdir(), "amili-month-"))
  let desk: Desk
  const address = async (path: string) => `${await desk.url()}/p/sandbox/month${path}`
  const open = async (page: Page, path: string) => page.goto(await address(path))
  /** Starts the form and waits for the end of its work. */
  const reconcile = async (page: Page) => {
    await send(page, /^Reconcile/)
    await page.locator("#job h2").waitFor()
    await page.locator("#job", { hasNotText: "In progress" }).waitFor({ timeout: 60_000 })
    return page.locator("#job").innerText()
  }

  beforeAll(async () => {
    desk = await start(["--sandbox"], { TMPDIR: temporary })
  })
  afterAll(async () => {
    await stop(desk)
    const left = readdirSync(temporary)
    rmSync(temporary, { recursive: true })
    expect(left).toEqual([])
  })

  it("is reconciled as the command reconciles it, number by number", () =>
    withPage(desk, async (page) => {
      await open(page, "")
      await expectAccessible(page)
      await send(page, "Show the month")
      expect(page.url()).toBe(await address(`/${month}`))
      expect(await reconcile(page)).toContain("Reconciliation 1 has been written.")
      await page.reload()
      await expectAccessible(page)

      const [said] = await Sandbox.exported(desk, "reconcile", "--month", month, "--offline")
      const { summary } = said as { readonly summary: Summary }
      const rows = async (caption: string) =>
        (
          await page
            .locator(
              `table:has(caption:text-is("${caption}")) tbody tr, section:has(h2:text-is("${caption}")) tbody tr`,
            )
            .all()
        ).map((row) => row.innerText())
      const texts = async (caption: string) =>
        (await Promise.all(await rows(caption))).map((text) => text.replaceAll(/\s+/g, " "))
      const states = await texts("Paid cases by state")
      expect(states.length).toBe(summary.states.length)
      for (const [at, { amount, cases, currency }] of summary.states.entries())
        expect(states[at]).toContain(` ${cases} ${shown(amount, currency)} ${currency}`)
      const decisions = await texts("Decisions needed")
      for (const [at, { count }] of summary.decisions.entries()) expect(decisions[at]).toMatch(new RegExp(` ${count} `))
      const controls = (await texts("Controls")).join("\n")
      // Only who has just asked can compare with what Amili counts.
      for (const { outcome, sides } of summary.controls.filter(({ id }) => id !== "C6"))
        for (const { currency, left, right } of sides) {
          const unit = currency === "" ? "" : ` ${currency}`
          expect(controls).toContain(`${shown(left, currency)}${unit} ${shown(right, currency)}${unit}`)
          expect(outcome).toBe("holds")
        }
    }))

  it("shows its lists a page at a time, narrowed to a state and an age", () =>
    withPage(desk, async (page) => {
      await open(page, `/${month}/cases`)
      await expectAccessible(page)
      expect(await page.locator("tbody tr").count()).toBe(50)
      const [first] = await page.locator("tbody th").allInnerTexts()
      await page.getByRole("link", { name: "Next" }).click()
      expect(await page.locator("tbody th").allInnerTexts()).not.toContain(first)
      await page.getByRole("link", { name: "Previous" }).click()
      expect(await page.locator("tbody th").first().innerText()).toBe(first)
      await page.getByLabel("State").selectOption({ label: "paid direct" })
      await send(page, "Show")
      expect(new Set(await page.locator("tbody td:nth-child(2)").allInnerTexts())).toEqual(new Set(["paid direct"]))
      expect((await page.goto(await address(`/${month}/secrets`)))?.status()).toBe(404)
      expect((await page.goto(await address("/2026-13")))?.status()).toBe(404)
      expect((await page.goto(await address(`/${month}/cases?from=-1`)))?.status()).toBe(404)
    }))

  it("opens its report in a page that runs nothing, and gives only files that the journal names", () =>
    withPage(desk, async (page) => {
      await open(page, `/${month}`)
      const report = await page.getByRole("link", { name: "The report" }).getAttribute("href")
      const answer = await page.goto(`${await desk.url()}${report}`)
      expect(answer?.headers()["content-security-policy"]).toContain("sandbox")
      expect(await page.locator("h1").textContent()).toContain(month)
      const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ")
      const ask = (path: string) => desk.ask(`/p/sandbox/files/${path}`, { headers: { cookie } })
      for (const path of [
        "reconcile/1/journal.db",
        "reconcile/1/..%2f..%2fjournal.db",
        "reconcile/2/x",
        "secrets/1/x",
        "reconcile/x/y",
      ])
        expect({ path, status: (await ask(path)).status }).toEqual({ path, status: 404 })
    }))

  it("takes bank files once somebody has confirmed who pays, and keeps none of them", () =>
    withPage(desk, async (page) => {
      const file = {
        name: "bank <b>1.xml",
        mimeType: "text/xml",
        buffer: await Sandbox.bankFile(desk, days.from, days.to),
      }
      const give = async (...files: ReadonlyArray<typeof file>) => {
        await open(page, `/${month}`)
        await page.getByLabel("Bank files").setInputFiles([...files])
        return reconcile(page)
      }
      const entity = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">&b;</Document>`
      const refused = await give({ ...file, name: "entity.xml", buffer: Buffer.from(entity) })
      expect(refused).toContain("entity.xml, line 1: has a DTD, which bank files do not need and which can do harm")
      expect(await give(file)).toContain("nobody has confirmed that it is Amili's account")
      await open(page, "/payers")
      await page.getByLabel("Amili's account", { exact: true }).fill("a friend")
      await page.getByLabel("Who").fill("Eva Ek")
      await page.getByLabel("Why").fill("letter of <3> March")
      await send(page, "Confirm an account")
      expect(await page.locator("#account-wrong").innerText()).toContain("Write an IBAN")
      await page.getByLabel("Amili's account", { exact: true }).fill("991-2346")
      await send(page, "Confirm an account")
      expect(await page.locator("main").innerText()).toContain("letter of <3> March")
      await expectAccessible(page)
      expect(await give(file, { ...file, name: "copy.xml" })).toContain("Reconciliation 2 has been written.")
      await open(page, "/payers")
      expect(await page.locator("main").innerText()).toContain("bank <b>1.xml")
    }))

  it("is cancelled in the middle with nothing half written, and can be reconciled again", () =>
    withPage(desk, async (page) => {
      const before = new Set(readdirSync(Sandbox.exportsOf(desk)))
      await Sandbox.fault(desk, "stall=1@/cases")
      await open(page, `/${month}`)
      await send(page, /^Reconcile/)
      await page.getByText("In progress").waitFor()
      await page.reload()
      await page.getByText("In progress").waitFor()
      await send(page, "Cancel")
      await page.getByText("Cancelled.").waitFor({ timeout: 10_000 })
      await Sandbox.fault(desk)
      expect(readdirSync(Sandbox.exportsOf(desk)).filter((name) => !before.has(name))).toEqual([])
      expect(await reconcile(page)).toMatch(/Nothing has changed|has been written/)
    }))

  it("is made final by who says so twice, and not reconciled again", () =>
    withPage(desk, async (page) => {
      await open(page, `/${month}`)
      await page.getByRole("link", { name: "Make the month final" }).click()
      await expectAccessible(page)
      await page.getByLabel("Who").fill("Eva Ek")
      await page.getByLabel("Why").fill("closed with the books")
      // The browser would not send it; whoever does is told.
      await page.locator("form.form").evaluate((form: { noValidate: boolean }) => (form.noValidate = true))
      await send(page, "Make the month final")
      expect(await page.locator("#sure-wrong").innerText()).toBe("Tick this to make the month final.")
      await page.getByLabel("I want to make the month final for good").check()
      await send(page, "Make the month final")
      await page.locator("#job", { hasNotText: "In progress" }).waitFor({ timeout: 60_000 })
      await page.reload()
      expect(await page.locator("main").innerText()).toContain("Final (Eva Ek: closed with the books)")
      expect(await page.getByRole("button", { name: /^Reconcile/ }).count()).toBe(0)
    }))
})
