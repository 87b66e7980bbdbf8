import { connect } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Desk, start, stop } from "../support/Desk.ts"

let desk: Desk
let inside: { readonly cookie: string }

beforeAll(async () => {
  desk = await start(["--sandbox"])
  inside = await desk.cookie()
})
afterAll(() => stop(desk))

/** A form as our own pages send it. */
const ownForm = async (): Promise<Record<string, string>> => ({
  ...inside,
  origin: await desk.url(),
  "content-type": "application/x-www-form-urlencoded",
})

describe("coming in", () => {
  it("opens with the address of the terminal, once", async () => {
    expect((await desk.ask("/p/sandbox/cases", { headers: inside })).status).toBe(200)
    const address = await desk.fresh()
    expect((await desk.ask(address)).status).toBe(303)
    const again = await desk.ask(address)
    expect(again.status).toBe(401)
    expect(again.body).toContain("The address has been used or is too old")
    expect(again.headers["set-cookie"]).toBeUndefined()
  })

  it("gives another address for each Enter, and the one before is useless then", async () => {
    const second = await desk.fresh()
    const third = await desk.fresh()
    expect((await desk.ask(second)).status).toBe(401)
    expect((await desk.ask(third)).status).toBe(303)
  })

  it("keeps the session from scripts and from other sites", async () => {
    const { headers } = await desk.ask(await desk.fresh())
    expect(headers["set-cookie"]).toEqual([expect.stringMatching(/; Path=\/; HttpOnly; SameSite=Strict$/)])
  })

  it("does not use up an address that a browser loads before anybody has asked for it", async () => {
    const address = await desk.fresh()
    expect((await desk.ask(address, { headers: { "sec-purpose": "prefetch;prerender" } })).status).toBe(503)
    expect((await desk.ask(address)).status).toBe(303)
  })

  it("shows nothing without a session, also no name of a profile", async () => {
    for (const path of ["/", "/p/sandbox/cases", "/p/nosuch/cases", "/nosuch"]) {
      const { body, status } = await desk.ask(path)
      expect(status).toBe(401)
      expect(body).not.toContain("Profile:")
    }
    expect((await desk.ask("/", { headers: { cookie: inside.cookie.replace(/=.*/, "=guessed") } })).status).toBe(401)
  })
})

describe("requests of other sites", () => {
  it.each(["evil.example", "127.0.0.1:1", "localhost", "127.0.0.1.evil.example"])(
    "are refused where they come under the name %j, as after DNS rebinding",
    async (host) => {
      const { body, status } = await desk.ask("/p/sandbox/cases", { headers: { ...inside, host } })
      expect(status).toBe(421)
      expect(body).not.toContain("Profile:")
    },
  )

  it("are answered under the names of this machine", async () => {
    const { port } = new URL(await desk.url())
    for (const name of ["localhost", "[::1]"])
      expect((await desk.ask("/p/sandbox/cases", { headers: { ...inside, host: `${name}:${port}` } })).status).toBe(200)
  })

  it.each([
    ["another origin", { origin: "http://evil.example" }],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }],
    ["a hidden origin", { origin: "null" }],
    ["https", { origin: "https://127.0.0.1" }],
    ["no origin", { origin: undefined }],
    ["another site, as the browser says", { "sec-fetch-site": "cross-site" }],
    ["another port, as the browser says", { "sec-fetch-site": "same-site" }],
  ])("change nothing: %s", async (_, changed) => {
    const given = Object.entries({ ...(await ownForm()), ...changed }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    )
    const { headers, status } = await desk.ask("/language", {
      method: "POST",
      headers: Object.fromEntries(given),
      body: "to=sv&back=/",
    })
    expect(status).toBe(403)
    expect(headers["set-cookie"]).toBeUndefined()
  })

  it("put nothing of the desk into their pages", async () => {
    const { status } = await desk.ask("/p/sandbox/cases", {
      headers: { ...inside, "sec-fetch-site": "same-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" },
    })
    expect(status).toBe(403)
    const link = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }
    expect((await desk.ask("/p/sandbox/cases", { headers: { ...inside, ...link } })).status).toBe(200)
  })

  it("are answered without permission to read the answer", async () => {
    for (const path of ["/p/sandbox/cases", "/start", "/nosuch"]) {
      const { headers } = await desk.ask(path, { headers: { ...inside, origin: "http://evil.example" } })
      expect(headers["access-control-allow-origin"]).toBeUndefined()
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'")
      expect(headers["content-security-policy"]).toContain("default-src 'none'")
      expect(headers["content-security-policy"]).not.toContain("unsafe")
      expect(headers["x-content-type-options"]).toBe("nosniff")
      expect(headers["cache-control"]).toBe("no-store")
      expect(headers["cross-origin-resource-policy"]).toBe("same-origin")
    }
  })

  it("cannot lead a form's way back elsewhere", async () => {
    for (const back of ["//evil.example", "/\\evil.example", "https://evil.example", "/\r\nx: y", ""]) {
      const body = new URLSearchParams({ to: "sv", back }).toString()
      const { headers } = await desk.ask("/language", { method: "POST", headers: await ownForm(), body })
      expect(headers["location"]).toBe("/")
    }
  })
})

describe("strange requests", () => {
  it.each(["TRACE", "PUT", "DELETE", "OPTIONS", "PATCH"])("%s is refused", async (method) => {
    expect((await desk.ask("/", { method, headers: inside })).status).toBe(405)
  })

  it.each([
    "/assets/..%2f..%2fbuild.json",
    "/assets/%2e%2e/build.json",
    "/assets/../app.cjs",
    "/assets/desk.css",
    "/p/..%2f..%2fetc/cases",
    "/p/sandbox/../../etc/passwd",
    "/%E0%A4%A",
    "/p/sandbox/cases%00",
    `/${"a".repeat(8000)}`,
  ])("%.30s is not found", async (path) => {
    const { body, status } = await desk.ask(path, { headers: inside })
    expect(status).toBe(404)
    expect(body).not.toMatch(/\bat .*\.(ts|cjs):\d/)
  })

  it("refuses a body that is too large, also one that does not say how large it is", async () => {
    const large = "x".repeat(200_000)
    const headers = { ...(await ownForm()), connection: "keep-alive" }
    const said = await desk.ask("/language", { method: "POST", headers, body: large })
    expect(said.status).toBe(413)
    const chunked = { ...headers, "transfer-encoding": "chunked" }
    const status = await desk.ask("/language", { method: "POST", headers: chunked, body: large }).then(
      (answer) => answer.status,
      () => "connection closed",
    )
    expect([400, "connection closed"]).toContain(status)
  })

  it("closes the connection of a client that sends its headers slowly", async () => {
    const { port } = new URL(await desk.url())
    const closed = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), "127.0.0.1", () => socket.write("GET / HTTP/1.1\r\nHost: "))
      let said = ""
      socket.on("data", (data) => (said += String(data)))
      socket.on("close", () => resolve(said))
    })
    expect(closed).toContain("408 Request Timeout")
  })

  it("answers or refuses a thousand at once, and goes on", async () => {
    const answers = await Promise.all(
      Array.from({ length: 1000 }, () =>
        desk.ask("/p/sandbox/cases", { headers: inside }).then(
          ({ status }) => status,
          () => 0,
        ),
      ),
    )
    expect(answers.filter((status) => ![0, 200, 503].includes(status))).toEqual([])
    expect(answers.filter((status) => status === 200).length).toBeGreaterThan(0)
    expect((await desk.ask("/p/sandbox/cases", { headers: inside })).status).toBe(200)
  })
})
