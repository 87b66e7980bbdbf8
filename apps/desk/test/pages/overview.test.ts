import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, lacksChromium, skipped, withPage } from "../support/Browser.ts"
import { type Desk, start, stop } from "../support/Desk.ts"

describe.skipIf(lacksChromium)(`the first page${skipped}`, () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await start(["--sandbox", "--ui-language", "en"])
  })
  afterAll(() => stop(desk))

  it("counts what Amili has now, each count leading to its cases, and checks whether exports would work", async () => {
    await withPage(desk, async (page) => {
      expect(await page.locator("h1").textContent()).toBe("Overview")
      const total = /([\d,]+) open cases/.exec((await page.getByText(/open cases; /).textContent()) ?? "")?.[1]
      await page.getByRole("rowheader", { name: "Access" }).waitFor()
      await expectAccessible(page)

      const states = page.locator("table", { hasText: "By state" }).locator("tbody tr")
      const counts = await states.locator("td").allTextContents()
      const sum = counts.reduce((all, count) => all + Number(count.replaceAll(",", "")), 0)
      expect(sum).toBe(Number(total?.replaceAll(",", "")))

      await page.getByRole("link", { name: "Ask Amili" }).waitFor({ state: "detached" })
      await states.locator("a").first().click()
      expect(new URL(page.url()).pathname).toBe("/p/sandbox/cases")
      expect(new URL(page.url()).searchParams.get("state")).not.toBe(null)
    })
  })
})
