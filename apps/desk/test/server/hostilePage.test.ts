import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { lacksChromium, skipped, withPage } from "../support/Browser.ts"
import { type Desk, start, stop } from "../support/Desk.ts"

/** What a page of somebody else tries with the desk of whoever looks at it. */
const hostilePage = (desk: string) => `<!DOCTYPE html><title>hostile</title>
<iframe id="frame" src="${desk}/p/sandbox/cases"></iframe>
<script src="${desk}/p/sandbox/cases"></script>
<form id="form" method="post" action="${desk}/language"><input name="to" value="sv"><input name="back" value="/"><button>Win</button></form>
<script>
  const tried = {}
  const attempt = (name, what) => what().then((value) => (tried[name] = value), () => (tried[name] = "refused"))
  Promise.all([
    attempt("read", () => fetch("${desk}/p/sandbox/cases", { credentials: "include" }).then((r) => r.text())),
    attempt("opaque", () => fetch("${desk}/p/sandbox/cases", { mode: "no-cors", credentials: "include" }).then((r) => r.type)),
    attempt("post", () => fetch("${desk}/leave", { method: "POST", mode: "no-cors", credentials: "include" }).then((r) => r.type)),
    attempt("preflight", () => fetch("${desk}/leave", { method: "PUT", credentials: "include" }).then((r) => r.text())),
  ]).then(() => (document.title = JSON.stringify(tried)))
</script>`

describe.skipIf(lacksChromium)(`a hostile page in the same browser${skipped}`, () => {
  let desk: Desk
  const server = createServer((_, response) => {
    void desk.url().then((url) => response.setHeader("content-type", "text/html").end(hostilePage(url)))
  })

  beforeAll(async () => {
    desk = await start(["--sandbox"])
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  })
  afterAll(async () => {
    server.close()
    await stop(desk)
  })

  // Another port of this machine is the same site to cookies, `localhost` is another one.
  it.each(["127.0.0.1", "localhost"])("from %s reads nothing, frames nothing and changes nothing", async (name) => {
    const { port } = server.address() as AddressInfo
    await withPage(desk, async (page) => {
      const own = page.url()
      const other = await page.context().newPage()
      await other.goto(`http://${name}:${port}/`)
      await expect.poll(() => other.title()).toContain("preflight")
      const tried = JSON.parse(await other.title())
      expect(tried.read).toBe("refused")
      expect(tried.preflight).toBe("refused")
      expect(await other.frameLocator("#frame").locator("table").count()).toBe(0)
      await other.getByRole("button", { name: "Win" }).click()
      await other.waitForURL(/\/language$/)
      expect(await other.locator("main").textContent()).toContain("The request comes from another site")
      await page.goto(own)
      expect(await page.locator("html").getAttribute("lang")).toBe("en")
      expect(await page.getByRole("button", { name: "Close the desk" }).count()).toBe(1)
    })
  })
})
