import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import * as Shell from "../src/Shell.ts"
import { amili, linesOf, program, run, withSandbox } from "./amili.ts"

describe("the lines that sandbox start prints", () => {
  it.each([
    ["linux", "export KEY='/home/it'\\''s me/key.pem'"],
    ["win32", "$env:KEY = '/home/it''s me/key.pem'"],
  ] as const)("set a variable in the shell of %s", (platform, line) => {
    expect(Shell.exportLine("KEY", "/home/it's me/key.pem", platform)).toBe(line)
  })
})

describe("amili sandbox start", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("serves until %s, and leaves no key behind", async (signal) => {
    let key = ""
    const code = await withSandbox(["--cases", "30", "--seed", "7"], signal, async (environment) => {
      key = environment.AMILI_PRIVATE_KEY_FILE ?? ""
      expect(existsSync(key)).toBe(true)
      expect((await amili(["case", "open", "--retries", "0"], { environment })).code).toBe(0)
    })
    expect(code).toBe(130)
    expect(existsSync(key)).toBe(false)
  })

  it("makes things go wrong on request, and the list is whole all the same", async () => {
    const ids = ["case", "open", "--fields", "id", "--sort", "id", "--retries", "20"]
    const answers: Array<string> = []
    for (const more of [[], ["--fault", "error=0.2", "--max-results", "20", "--shuffle-ties"]]) {
      await withSandbox(["--cases", "300", ...more], "SIGTERM", async (environment) => {
        const { code, stderr, stdout } = await amili(ids, { environment })
        expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
        answers.push(stdout)
      })
    }
    expect(answers[0]).not.toBe("")
    expect(answers[1]).toBe(answers[0])
  })

  it("lists a creditor's cases where filters on any other field are refused", async () => {
    const allowed = ["_id", "closed", "creditor"].flatMap((field) => ["--allowed-filter", field])
    await withSandbox(["--cases", "60", ...allowed], "SIGTERM", async (environment) => {
      const creditor = ["case", "open", "--limit", "1", "--fields", "creditor-id"]
      const id = (await amili(creditor, { environment })).stdout.trim()
      const { code, stdout } = await amili(["case", "open", "--creditor", id, "--fields", "creditor-id"], {
        environment,
      })
      expect(code).toBe(0)
      expect([...new Set(linesOf(stdout))]).toEqual([id])
      const named = await amili(["case", "open", "--creditor", "A name"], { environment })
      expect(named.stderr).toContain("400")
    })
  })

  it("goes on to the next month, and is the same when it is started again with its folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), "amili-sandbox-test-"))
    const ids = ["case", "open", "--fields", "id", "--sort", "id"]
    const seen: Array<ReadonlyArray<string>> = []
    const history = ["--months", "2", "--cases", "20", "--folder", folder]
    for (const _ of [1, 2]) {
      await withSandbox(history, "SIGTERM", async (environment) => {
        expect(environment.AMILI_PRIVATE_KEY_FILE).toBe(join(folder, "private-key.pem"))
        seen.push(linesOf((await amili(ids, { environment })).stdout))
        const moved = await amili(["sandbox", "next-month"], { environment })
        expect(moved.stderr).toMatch(
          /^it is \d{4}-\d\d-01 0[78]:00 in the sandbox\. Close the month that ended: amili-export closed --month \d{4}-\d\d\n$/,
        )
        const { now, ended } = JSON.parse(
          (await amili(["sandbox", "next-month", "--json"], { environment })).stdout,
        ) as {
          readonly now: string
          readonly ended: string
        }
        expect(now.slice(0, 7) > ended).toBe(true)
        seen.push(linesOf((await amili(ids, { environment })).stdout))
      })
    }
    rmSync(folder, { recursive: true })
    const [before, after, again, last] = seen
    expect(after).not.toEqual(before)
    expect(again).toEqual(after)
    expect(last).not.toEqual(again)
  })

  it.each([
    [undefined, 2, "AMILI_BASE_URL is not set"],
    ["https://api.example.com", 2, "https://api.example.com is no sandbox"],
    ["http://127.0.0.1:1", 1, "no sandbox answers at http://127.0.0.1:1"],
  ])("has no next month at %s", async (AMILI_BASE_URL, code, text) => {
    const ended = await amili(["sandbox", "next-month"], { environment: { AMILI_BASE_URL } })
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: "" })
    expect(ended.stderr).toContain(text)
  })

  it("writes the bank's file of a month", async () => {
    const history = ["--cases", "60", "--since", "2026-01-01", "--now", "2026-04-01"]
    const folder = mkdtempSync(join(tmpdir(), "amili-bank-"))
    await withSandbox(history, "SIGTERM", async (environment) => {
      const to = join(folder, "bank")
      const written = await amili(["sandbox", "bank", "--month", "2026-02", "--to", to], { environment })
      expect(written).toMatchObject({ code: 0, stdout: `${join(to, "bank-2026-02.xml")}\n`, stderr: "" })
      const days = readFileSync(join(to, "bank-2026-02.xml"), "utf8").match(/(?<=<BookgDt><Dt>)[^<]+/g) ?? []
      expect(days.length).toBeGreaterThan(0)
      expect(days.every((day) => day >= "2026-02-01" && day <= "2026-02-28")).toBe(true)
      expect(await amili(["sandbox", "bank"], { environment })).toMatchObject({ code: 2, stdout: "" })
    })
    await withSandbox(["--cases", "3"], "SIGTERM", async (environment) => {
      const ended = await amili(["sandbox", "bank", "--month", "2026-02"], { environment })
      expect(ended).toMatchObject({ code: 1, stderr: expect.stringContaining("has no history with money") })
    })
    rmSync(folder, { recursive: true })
  })

  it("gives its settings as one JSON document", async () => {
    let given: Record<string, unknown> = {}
    await withSandbox(["--cases", "3", "--json"], "SIGTERM", async (environment) => void (given = environment))
    expect(given).toEqual({
      AMILI_BASE_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      AMILI_API_CODE: "sandbox",
      AMILI_PRIVATE_KEY_FILE: expect.stringMatching(/\.pem$/),
    })
  })

  it("makes the same cases of the same seed", async () => {
    const answers: Array<string> = []
    for (const seed of ["7", "7", "8"]) {
      await withSandbox(["--cases", "30", "--seed", seed], "SIGTERM", async (environment) => {
        answers.push((await amili(["case", "open", "--sort", "id"], { environment })).stdout)
      })
    }
    const [first, second, third] = answers
    expect(first).not.toBe("")
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it.each([
    [["--data", "/nonexistent/cases.ndjson"], 1, "cannot read /nonexistent/cases.ndjson"],
    [["--data", "bread.ndjson"], 2, "bread.ndjson names no resource"],
    [["--oddities", "3"], 2, "--oddities does not fit: Expected a number between 0 and 1, actual 3"],
    [["--port", "70000"], 2, '--port takes a whole number from 0 to 65535, not "70000"'],
  ])("refuses %j", async (argv, code, text) => {
    const ended = await amili(["sandbox", "start", ...argv])
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: "" })
    expect(ended.stderr).toContain(text)
  })
})

describe.skipIf(process.platform === "win32")("a reader that has seen enough", () => {
  it("ends the program quietly", async () => {
    const { stderr, stdout } = await run("bash", [
      "-c",
      `"$0" "$1" case open --json | head -1; echo "\${PIPESTATUS[0]}"`,
      process.execPath,
      program,
    ])
    expect(stdout).toMatch(/^\{.*\}\n0\n$/)
    expect(stderr).toBe("")
  })
})
