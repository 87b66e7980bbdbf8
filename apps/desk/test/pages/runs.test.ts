import { readFileSync } from "node:fs"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, lacksChromium, skipped, withPage } from "../support/Browser.ts"
import { type Desk, start, stop } from "../support/Desk.ts"

describe.skipIf(lacksChromium)(`the pages about runs${skipped}`, () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await start(["--sandbox", "--ui-language", "en"])
  })
  afterAll(() => stop(desk))

  const choose = (page: Page, name: string) => page.getByRole("link", { name, exact: true }).first().click()
  const exportOf = (page: Page, dataset: string) =>
    page.locator("article", { hasText: dataset }).getByRole("button", { name: "Export" }).click()

  it("exports, shows the run with its files, and verifies and explains them", async () => {
    await withPage(desk, async (page) => {
      await choose(page, "Runs")
      expect(await page.textContent("main")).toContain("Nothing has been exported for the profile yet.")
      await expectAccessible(page)

      await exportOf(page, "Closed cases")
      await page.getByText("The export is done.").waitFor()
      await expectAccessible(page)
      await page.getByRole("link", { name: "Closed cases, run 1" }).click()
      expect(await page.locator("h1").textContent()).toBe("Closed cases, run 1")
      await expectAccessible(page)

      const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("link", { name: /-manifest\.json$/ }).click(),
      ])
      const manifest = JSON.parse(readFileSync(await saved.path(), "utf8"))
      expect(manifest).toMatchObject({ dataset: "closed", serial: 1, tool: expect.stringMatching(/^amili-desk /) })
      const rows = page.locator("dt:text-is('Rows') + dd")
      expect(Number((await rows.textContent())?.replaceAll(/\D/g, ""))).toBe(manifest.counts.closed)

      await choose(page, "Runs")
      await exportOf(page, "Closed cases")
      await page.getByText("Nothing new: everything has been exported already").waitFor()

      await choose(page, "Verify")
      await expectAccessible(page)
      await page.getByLabel("Against Amili too").check()
      await page.getByRole("button", { name: "Verify" }).click()
      await page.getByText("Everything is as it was committed.").waitFor()
      expect(await page.locator("dt:text-is('Closed cases at Amili') + dd").count()).toBe(1)

      await choose(page, "Needs a person")
      await expectAccessible(page)

      await choose(page, "Explain")
      await page.getByLabel("Id, invoice number or reference").fill('"><script>alert(1)</script>')
      await page.getByRole("button", { name: "Explain" }).click()
      expect(await page.textContent("main")).toContain('No run has said anything about "><script>alert(1)</script>.')
      await expectAccessible(page)

      await choose(page, "Runs")
      await page.getByLabel("Month").fill("2999-01")
      await exportOf(page, "Closed cases")
      await page.getByText("2999-01 is not over").waitFor()

      const { href } = new URL("runs", page.url())
      const statuses = ["/closed/999", "/closed/0", "/closed/1e1", "/nothing"].map(async (path) =>
        (await page.request.get(`${href}${path}`)).status(),
      )
      expect(await Promise.all(statuses)).toEqual([404, 404, 404, 404])
    })
  })
})
