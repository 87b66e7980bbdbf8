/** A month closed in Swedish from the first page, as the pictures of `docs/skrivbordet.md` show it: AMILI_WRITE_DOCS=1 writes them. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { expectAccessible, lacksChromium, send, skipped, withPage } from "./support/Browser.ts"
import { type Desk, start, stop } from "./support/Desk.ts"
import * as Sandbox from "./support/sandbox.ts"

const month = new Date(Date.now() - 86_400_000 * new Date().getDate()).toISOString().slice(0, 7)
const images = join(import.meta.dirname, "../../../docs/images")

describe.skipIf(lacksChromium)(`a month-end in Swedish${skipped}`, () => {
  let desk: Desk

  beforeAll(async () => {
    desk = await start(["--sandbox", "--ui-language", "sv"])
  })
  afterAll(() => stop(desk))

  const go = async (page: Page, name: string) =>
    page.getByRole("navigation").first().getByRole("link", { name }).click()
  const main = (page: Page) => page.locator("main").innerText()
  /** Waits for the end of the work that was started. */
  const ended = async (page: Page) => {
    await page.locator("#job h2").waitFor()
    await page.locator("#job", { hasNotText: "Pågår" }).waitFor({ timeout: 60_000 })
    return page.locator("#job").innerText()
  }
  /** Everybody can use the page, in both colours; its picture, where asked for. */
  const seen = async (page: Page, picture?: string) => {
    await page.waitForLoadState("networkidle")
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: "dark" })
    await expectAccessible(page)
    await page.emulateMedia({ colorScheme: "light" })
    if (picture === undefined || process.env["AMILI_WRITE_DOCS"] !== "1") return
    await page.evaluate("scrollTo(0, 0)")
    await page.screenshot({ path: join(images, `skrivbordet-${picture}.png`) })
  }
  const decided = async (page: Page, reason: string) => {
    await page.getByLabel("Vem").fill("Eva Ek")
    await page.getByLabel("Varför").fill(reason)
  }

  it("goes from the first page to the file for the accounting program", { timeout: 180_000 }, () =>
    withPage(
      desk,
      async (page) => {
        expect(await page.locator("h1").textContent()).toBe("Översikt")
        await seen(page)

        await go(page, "Körningar")
        await page.getByRole("button", { name: "Exportera" }).last().click()
        expect(await ended(page)).toContain("Exporten är klar.")

        const reconcile = async () => {
          const file = join(desk.home, "amili-sandbox", "bank", `bank-${month}.xml`)
          await page.getByLabel("Bankfiler").setInputFiles(file)
          await send(page, "Stäm av månaden")
          return ended(page)
        }
        await go(page, "Avstämning")
        await send(page, "Visa månaden")
        expect(await reconcile()).toContain("ingen har bekräftat att det är Amilis konto")
        await page.getByRole("link", { name: "Amilis konton på banken" }).click()
        await page.getByLabel("Amilis konto", { exact: true }).fill("991-2346")
        await decided(page, "brev från Amili 3 mars")
        await send(page, "Bekräfta ett konto")
        await seen(page)
        await go(page, "Avstämning")
        await send(page, "Visa månaden")
        expect(await reconcile()).toContain("Avstämning 1 är skriven.")
        await page.reload()
        await seen(page, "avstamning")

        await go(page, "Verifikationer")
        await page.getByRole("link", { name: "Kontokartan" }).click()
        await page.getByRole("link", { name: "Gör en kontokarta" }).click()
        await seen(page)
        await page.getByLabel("Namn").fill("Exempel AB")
        await page.getByLabel("Organisationsnummer").fill("559549-7735")
        await page.getByLabel("Borgenärer").fill("6297fd80a4f974b241aaba4d")
        await page.getByLabel("Konto för utlägg").fill("3591")
        await page.getByLabel("Momssats på fakturorna").selectOption("25")
        await page.getByLabel("Räkenskapsårets första dag").fill(`${month.slice(0, 4)}-01-01`)
        await page.getByLabel("Metod", { exact: true }).selectOption("faktureringsmetoden")
        await send(page, "Gör en kontokarta")
        expect(await main(page)).toContain("Fakturan som lämnats till inkasso.")
        await go(page, "Verifikationer")
        await page.getByRole("link", { name: "Gör förslag" }).click()
        await page.getByLabel("Till och med månaden").fill(month)
        await send(page, "Gör förslag")
        expect(await ended(page)).toContain(`${month}: `)
        await go(page, "Verifikationer")
        await seen(page, "verifikationer")
        await page.getByLabel(/^Alla/).check()
        await decided(page, "granskade mot rapporten")
        await send(page, "Godkänn")
        expect(await main(page)).toMatch(/\d+ godkända\./)
        await page.getByRole("link", { name: "Lämna ut" }).click()
        await send(page, "Lämna ut")
        expect(await ended(page)).toContain("Utlämning 1")
        await page.reload()
        await seen(page)
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.getByRole("link", { name: /\.si$/ }).first().click(),
        ])
        expect(readFileSync(await download.path(), "latin1")).toMatch(/^#FLAGGA/)

        await go(page, "Avstämning")
        await send(page, "Visa månaden")
        await page.getByRole("link", { name: /^Lås månaden/ }).click()
        await seen(page)
        await decided(page, "bokslut")
        await page.getByRole("checkbox").check()
        await send(page, "Lås månaden")
        await ended(page)
        await page.reload()
        expect(await main(page)).toContain("Slutlig (Eva Ek: bokslut)")

        await go(page, "Körningar")
        await seen(page, "korningar")
        await page.getByRole("link", { name: "Kontrollera" }).click()
        await seen(page)
        await go(page, "Ärenden")
        await seen(page, "arenden")
        await page.locator("tbody a").first().click()
        await seen(page)
        await go(page, "Inställningar")
        await seen(page)
        await go(page, "Översikt")
        await seen(page, "oversikt")
        const [verdict] = await Sandbox.exported(desk, "verify")
        expect(verdict).toMatchObject({ findings: [], exitCode: 0 })
      },
      { locale: "sv-SE" },
    ),
  )
})
