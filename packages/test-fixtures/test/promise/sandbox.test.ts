/** The sandbox for programs without Effect, in a test and from a command line. */
import { createAmili } from "@amili-cases/core/Promise"
import { SandboxError, startSandbox } from "@amili-cases/test-fixtures/Promise"
import * as SandboxOptions from "@amili-cases/test-fixtures/SandboxOptions"
import { execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { describe, expect, it } from "vitest"

describe("startSandbox", () => {
  it("serves until it is closed, and leaves no key behind", async () => {
    const sandbox = await startSandbox({ cases: 200 })
    const amili = createAmili(sandbox)
    expect(await amili.cases.count()).toBe(200)
    const key = sandbox.environment.AMILI_PRIVATE_KEY_FILE
    expect(existsSync(key)).toBe(true)
    await sandbox.close()
    expect(existsSync(key)).toBe(false)
    await expect(fetch(sandbox.baseUrl)).rejects.toThrow("fetch failed")
    await amili.close()
  })

  it("lets a test make things happen", async () => {
    const sandbox = await startSandbox({ cases: 50 })
    const amili = createAmili(sandbox)
    const [first] = (await amili.cases.page({ filter: { where: { closed: null } }, pageSize: 1 })).rows
    const id = String(first?.id)
    sandbox.engine.close(id, Date.now(), { reason: "recalled" })
    expect((await amili.cases.get(id, { projection: ["closed"] })).closed?.reason).toBe("recalled")
    await amili.close()
    await sandbox[Symbol.asyncDispose]()
  })

  it("rejects with a SandboxError that says what is wrong", async () => {
    const sandbox = await startSandbox()
    const port = Number(new URL(sandbox.baseUrl).port)
    await expect(startSandbox({ port })).rejects.toThrow(`cannot listen on port ${port}`)
    await expect(startSandbox({ faults: ["nonsense"] })).rejects.toBeInstanceOf(SandboxError)
    await sandbox.close()
  })
})

const bin = join(import.meta.dirname, "../../bin/amili-sandbox.mjs")

describe("the sandbox as a process", () => {
  // Windows ends a process without asking it.
  it.skipIf(process.platform === "win32")("serves programs in any language until it is stopped", async () => {
    const args = "--cases 5 --shuffle-ties --max-results 10 --max-results 20 --fault reset=0 --json"
    const server = spawn(process.execPath, [bin, ...args.split(" ")])
    const [line] = await once(server.stdout, "data")
    const { AMILI_API_CODE: apiCode, AMILI_BASE_URL: baseUrl, AMILI_PRIVATE_KEY_FILE: file } = JSON.parse(String(line))
    const amili = createAmili({ baseUrl, apiCode, privateKey: readFileSync(file, "utf8") })
    expect(await amili.cases.count()).toBe(5)
    await amili.close()
    server.kill("SIGTERM")
    const [code] = await once(server, "exit")
    expect([code, existsSync(file)]).toEqual([0, false])
  })

  it.each([
    ["--cases x", '--cases does not fit: Expected number, actual "x"'],
    ["--casess 5", "Unknown option '--casess'"],
    ["cases", "Unexpected argument 'cases'"],
  ])("refuses %s with exit code 2", async (args, message) => {
    const refused = promisify(execFile)(process.execPath, [bin, ...args.split(" ")])
    await expect(refused).rejects.toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining(message) })
  })

  it("shows every option", async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [bin, "--help"])
    for (const { flag } of SandboxOptions.flags) expect(stdout).toContain(`  ${flag} `)
  })
})
