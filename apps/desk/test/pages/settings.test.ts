import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { type RunningSandbox, startSandbox } from "@amili-cases/test-fixtures/Promise"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, lacksChromium, skipped, withPage } from "../support/Browser.ts"
import { type Desk, start, stop } from "../support/Desk.ts"

describe.skipIf(lacksChromium)(`setting up${skipped}`, () => {
  let desk: Desk
  let sandbox: RunningSandbox

  beforeAll(async () => {
    sandbox = await startSandbox({ cases: 60 })
    desk = await start(["--ui-language", "en"])
  })
  afterAll(async () => {
    await stop(desk)
    await sandbox.close()
  })

  /** Goes on with Tab alone until the field or button of that name has the focus. */
  const tabTo = async (page: Page, name: string) => {
    for (let steps = 0; steps < 80; steps++) {
      await page.keyboard.press("Tab")
      const focused = await page.evaluate<string>(
        "(({ labels, textContent }) => (labels?.[0]?.textContent ?? textContent ?? '').trim())(document.activeElement)",
      )
      if (focused === name) return
    }
    throw new Error(`no Tab leads to ${name}`)
  }
  const type = async (page: Page, name: string, text: string) => {
    await tabTo(page, name)
    await page.keyboard.press("Control+a")
    await page.keyboard.type(text)
  }
  const press = async (page: Page, name: string) => {
    await tabTo(page, name)
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")])
  }

  it("leads from nothing to the first export, with the keyboard alone", async () => {
    await withPage(desk, async (page) => {
      expect(await page.locator("h1").textContent()).toBe("Settings")
      await expectAccessible(page)

      await press(page, "Make a key pair")
      expect(await page.locator("pre").textContent()).toMatch(/^-----BEGIN PUBLIC KEY-----\n/)
      expect(await page.content()).not.toContain("PRIVATE KEY-----")
      await expectAccessible(page)
      const made = join(desk.home, "amili-default-private-key.pem")
      expect(statSync(made).mode & 0o777).toBe(0o600)

      await press(page, "2. Connection")
      expect(await page.getByLabel("File for the private key").last().inputValue()).toBe(made)
      await type(page, "Address of Amili's API", sandbox.baseUrl)
      await type(page, "Api code", sandbox.apiCode)
      await press(page, "Try and keep")
      await page.getByText("That did not work").waitFor()
      expect(existsSync(join(desk.home, ".config/amili/profiles.json"))).toBe(false)

      const key = join(desk.home, "registered.pem")
      writeFileSync(key, sandbox.privateKey)
      await press(page, "Settings")
      await type(page, "Address of Amili's API", sandbox.baseUrl)
      await type(page, "Api code", sandbox.apiCode)
      await type(page, "File for the private key", key)
      await press(page, "Try and keep")
      await page.getByText("Amili accepted them, and they are kept.").waitFor()

      await press(page, "3. Exports")
      expect(await page.getByLabel("Api code", { exact: true }).inputValue()).toBe("")
      await type(page, "Kinds of files", "csv,doc")
      await press(page, "Save")
      await page.getByText("Write kinds of the list.").waitFor()
      await expectAccessible(page)
      await type(page, "Kinds of files", "csv")
      await type(page, "Who answers for the exports", "Eva Ek")
      await press(page, "Save")
      await page.getByText("The settings are kept").waitFor()

      await press(page, "To the first run")
      await press(page, "Export")
      await page.getByText("The export is done.").waitFor()
    })
    const files = readdirSync(join(desk.home, "amili-exports"))
    const manifest = files.find((name) => name.endsWith("-manifest.json")) ?? ""
    expect(JSON.parse(readFileSync(join(desk.home, "amili-exports", manifest), "utf8"))).toMatchObject({
      by: "Eva Ek",
      settings: { formats: ["csv"] },
    })
  })
})
