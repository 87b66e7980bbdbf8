import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { Effect, Exit, Scope } from "effect"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { start, stop } from "./support/Desk.ts"

describe("the connection of a profile", () => {
  const scope = Effect.runSync(Scope.make())
  const home = mkdtempSync(join(tmpdir(), "amili-desk-connection-"))
  const settings = join(home, ".config", "amili")
  let sandbox: Sandbox.Running

  beforeAll(async () => {
    sandbox = await Effect.runPromise(Scope.extend(Sandbox.start({ cases: 20 }), scope))
    mkdirSync(settings, { recursive: true })
  })
  afterAll(async () => {
    await Effect.runPromise(Scope.close(scope, Exit.void))
    rmSync(home, { recursive: true })
  })

  const profiles = (key: string, apiCode = sandbox.apiCode) => {
    const one = { baseUrl: sandbox.baseUrl, apiCode, privateKeyFile: key }
    writeFileSync(join(settings, "profiles.json"), JSON.stringify({ default: "one", profiles: { one } }))
  }

  it("is tried again by the next page, kept between pages, and made anew with other settings", async () => {
    const key = join(home, "key.pem")
    profiles(key)
    const desk = await start([], { HOME: home })
    const headers = await desk.cookie()
    const ask = () => desk.ask("/p/one/cases", { headers })
    const failed = await ask()
    expect(failed.status).toBe(502)
    expect(failed.body).toContain("cannot read the private key file")
    copyFileSync(sandbox.environment.AMILI_PRIVATE_KEY_FILE, key)
    expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(200)
    const signedIn = () => sandbox.engine.served.filter(({ target }) => target.startsWith("/authenticates")).length
    expect(signedIn()).toBe(1)
    profiles(key, "another")
    expect((await ask()).status).toBe(502)
    profiles(key)
    expect((await ask()).status).toBe(200)
    await stop(desk)
  })

  it("is a profile's own: no page shows what belongs to another one", async () => {
    const other = await Effect.runPromise(Scope.extend(Sandbox.start({ cases: 20, seed: 2 }), scope))
    const of = ({ apiCode, baseUrl, environment }: Sandbox.Running) => ({
      baseUrl,
      apiCode,
      privateKeyFile: environment.AMILI_PRIVATE_KEY_FILE,
    })
    const both = { one: of(sandbox), two: of(other) }
    writeFileSync(join(settings, "profiles.json"), JSON.stringify({ default: "one", profiles: both }))
    sandbox.engine.served.length = 0
    const desk = await start([], { HOME: home })
    const headers = await desk.cookie()
    const shown = async (profile: string) => {
      const { body } = await desk.ask(`/p/${profile}/cases?show=all`, { headers })
      return [...body.matchAll(/cases\/([0-9a-f]{24})"/g)].map(([, id = ""]) => id)
    }
    for (const _ of [1, 2]) {
      const [one, two] = await Promise.all([shown("one"), shown("two")])
      expect(one).toHaveLength(20)
      expect(two).toHaveLength(20)
      expect(two.filter((id) => one.includes(id))).toEqual([])
    }
    // The creditors to choose from are asked of the API, too: what is kept between pages is kept for each profile.
    const asked = ({ engine }: Sandbox.Running) =>
      engine.served.filter(({ target }) => target.startsWith("/creditors")).length
    expect([asked(sandbox), asked(other)]).toEqual([1, 1])
    await stop(desk)
  })
})
