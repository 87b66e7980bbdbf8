import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, lacksChromium, skipped, withPage } from "../support/Browser.ts"
import { type Desk, start, stop } from "../support/Desk.ts"

describe.skipIf(lacksChromium)(`the table of cases${skipped}`, () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await start(["--sandbox"])
  })
  afterAll(() => stop(desk))

  it("comes first, can be used by everybody, and changes its language with one click", async () => {
    await withPage(desk, async (page) => {
      expect(await page.locator("h1").textContent()).toBe("Cases")
      await expectAccessible(page)
      await page.getByRole("button", { name: "Svenska" }).click()
      expect(await page.locator("h1").textContent()).toBe("Ärenden")
      await expectAccessible(page)
    })
  })
})
