/** Chromium, where there is one: a page that has come in to the desk, and the accessibility check of axe. */
import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { expect } from "vitest"
import type { Desk } from "./Desk.ts"

export const executablePath = process.env["AMILI_CHROMIUM"] ?? "/usr/bin/chromium"

/** `describe.skipIf(lacksChromium)(`the table${skipped}`, ...)`. */
export const lacksChromium = !existsSync(executablePath)
export const skipped = lacksChromium ? " (skipped: no Chromium)" : ""

/** A new browser whose page has come in. A script error or a refusal of the policy fails the test. */
export const withPage = async <A>(
  desk: Desk,
  use: (page: Page) => Promise<A>,
  options: BrowserContextOptions = {},
): Promise<A> => {
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
  try {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
    const page = await context.newPage()
    const problems: Array<string> = []
    page.on("pageerror", ({ message }) => problems.push(message))
    page.on("console", (line) => {
      if (line.type() === "error" && /Content Security Policy|violates/.test(line.text())) problems.push(line.text())
    })
    await page.goto(await desk.fresh())
    const result = await use(page)
    expect(problems).toEqual([])
    return result
  } finally {
    await browser.close()
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

interface Found {
  readonly violations: ReadonlyArray<{ readonly id: string; readonly nodes: ReadonlyArray<{ readonly html: string }> }>
}

/** Everybody can use what the page shows. The policy of the desk lets no script in but the debugger's, as which axe comes. */
export const expectAccessible = async (page: Page): Promise<void> => {
  await page.evaluate(axe)
  const { violations } = await page.evaluate<Found>("axe.run({ resultTypes: ['violations'] })")
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([])
}

/** Presses the button of a form, and waits for the page that answers. */
export const send = async (page: Page, button: string | RegExp): Promise<void> => {
  const answered = page.waitForEvent("load")
  await page.getByRole("button", { name: button }).click()
  await answered
}
