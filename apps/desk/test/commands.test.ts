import { createServer } from "node:http"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { ended, start, stop } from "./support/Desk.ts"

describe("amili-desk", () => {
  it("says in one line that its port is in use", async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) =>
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        resolve(typeof address === "object" && address !== null ? address.port : 0)
      }),
    )
    const { code, stderr, stdout } = await ended(["--port", String(port)])
    server.close()
    expect([code, stdout]).toEqual([1, ""])
    expect(stderr).toBe(
      `amili-desk: port ${port} is in use, perhaps by another amili-desk. Next: use the desk that is open, end it with Ctrl-C, or take a free port with --port 0\n`,
    )
  })

  it("refuses a profile that nobody has made, and what does not go together", async () => {
    const unknown = await ended(["--port", "0", "--profile", "nosuch"])
    expect([unknown.code, unknown.stdout]).toEqual([2, ""])
    expect(unknown.stderr).toBe(
      'amili-desk: there is no profile "nosuch". Next: leave --profile out, and set one up in the desk\n',
    )
    expect((await ended(["--sandbox", "--profile", "mine"])).code).toBe(2)
    expect((await ended(["--port", "65536"])).code).toBe(2)
    expect((await ended(["--host", "0.0.0.0"])).stderr).toContain("amili-desk has no option --host")
  })

  it("speaks Swedish where the locale is Swedish, or when it is told to", async () => {
    const unknown = await ended(["--port", "0", "--profile", "nosuch"], { LANG: "sv_SE.UTF-8" })
    expect(unknown.stderr).toBe(
      'amili-desk: det finns ingen profil "nosuch". Nästa steg: utelämna --profile, och skapa en i skrivbordet\n',
    )
    const desk = await start(["--ui-language", "sv"])
    expect((await desk.ask("/")).body).toContain("Du är inte inloggad")
    const { body } = await desk.ask("/p/default/cases", { headers: await desk.cookie() })
    expect(body).toContain("det finns ingen profil &quot;default&quot;")
    expect((await stop(desk)).stderr).toContain("Enter skriver en ny")
  })

  it("needs a home folder for the sandbox alone", async () => {
    const nobody = { HOME: "relative" } // A home folder must be a path from the root on.
    const desk = await start([], nobody)
    expect((await desk.ask("/p/default/cases", { headers: await desk.cookie() })).status).toBe(400)
    expect((await stop(desk)).code).toBe(130)
  })

  it("ends with Ctrl-C while a browser holds its connection open", async () => {
    const desk = await start([])
    const { headers } = await desk.ask("/", { headers: { connection: "keep-alive" } })
    expect(headers["connection"]).toBe("keep-alive")
    const { code, stderr } = await stop(desk)
    expect(code).toBe(130)
    expect(stderr).toBe("the address opens the desk once. Enter prints another one, Ctrl-C ends the desk.\n")
  })

  it("shows the pages of the profile that is asked for, and lets change to another", async () => {
    const folder = mkdtempSync(join(tmpdir(), "amili-desk-settings-"))
    mkdirSync(join(folder, "amili"))
    writeFileSync(
      join(folder, "amili", "export.json"),
      JSON.stringify({ default: "first", profiles: { first: { out: "/x" }, second: { out: "/y" } } }),
    )
    const desk = await start(["--profile", "second"], { XDG_CONFIG_HOME: folder })
    const cookie = await desk.cookie()
    expect((await desk.ask("/", { headers: cookie })).headers["location"]).toMatch(/^\/p\/second\//)
    const page = await desk.ask("/p/first/cases", { headers: cookie })
    expect(page.status).toBe(400)
    expect(page.body).toContain("there is no profile &quot;first&quot;")
    expect(page.body).toContain('<a href="/p/second/">second</a>')
    expect((await desk.ask("/p/third/cases", { headers: cookie })).status).toBe(404)
    await stop(desk)
    rmSync(folder, { recursive: true })
  })

  it("goes on with the sandbox of the last time", async () => {
    const home = mkdtempSync(join(tmpdir(), "amili-desk-home-"))
    const ids = async () => {
      const desk = await start(["--sandbox"], { HOME: home })
      const { body, status } = await desk.ask("/p/sandbox/cases", { headers: await desk.cookie() })
      expect(status).toBe(200)
      const { stderr } = await stop(desk)
      expect(stderr).toContain(`made-up cases, kept in ${join(home, "amili-sandbox")}`)
      return body.match(/[0-9a-f]{24}/g)
    }
    const first = await ids()
    expect(await ids()).toEqual(first)
    rmSync(home, { recursive: true })
  })
})
