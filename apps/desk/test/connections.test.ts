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
})
