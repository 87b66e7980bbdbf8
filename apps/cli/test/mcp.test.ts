import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"
import { Client } from "@modelcontextprotocol/sdk/client/index.js"
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js"
import { CallToolResultSchema } from "@modelcontextprotocol/sdk/types.js"
import { describe, expect, inject, it } from "vitest"
import { amili, environmentOf, linesOf, program } from "./amili.ts"

const payout = "68422f8043d4511d15b42436"

/** What a tool answers: the two forms of the answer are the same. */
type Call = (name: string, given?: Readonly<Record<string, unknown>>) => Promise<Answer>

interface Answer {
  readonly isError: boolean
  readonly content: Readonly<Record<string, unknown>>
  readonly data: Readonly<Record<string, unknown>>
}

const recordOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null ? { ...value } : {}

/** Connects the official client to the built program over stdio, as an assistant does. */
const connected = async (
  argv: ReadonlyArray<string>,
  use: (call: Call, client: Client) => Promise<void>,
  environment: Readonly<Record<string, string>> = {},
) => {
  const env = Object.entries(environmentOf({ environment })).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const client = new Client({ name: "test", version: "1.0.0" })
  const args = [program, "mcp", ...argv]
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args, env: Object.fromEntries(env), stderr: "ignore" }),
  )
  const call: Call = async (name, given = {}) => {
    const result = await client.callTool({ name, arguments: given }, CallToolResultSchema)
    const { content, isError = false, structuredContent } = CallToolResultSchema.parse(result)
    const [block] = content
    expect(block?.type === "text" ? JSON.parse(block.text) : undefined).toEqual(structuredContent)
    return { isError, content: recordOf(structuredContent), data: recordOf(structuredContent?.["data"]) }
  }
  try {
    await use(call, client)
  } finally {
    await client.close()
  }
}

/** Documents of a command; amounts that a binary number cannot hold are texts here too. */
const json = async (...argv: ReadonlyArray<string>): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> =>
  linesOf((await amili([...argv, "--query", "@"])).stdout).map((line) => JSON.parse(line))

/** Sends lines to the program, and ends its input once it has answered. */
const talk = (lines: ReadonlyArray<string>) =>
  new Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const child = spawn(process.execPath, [program, "mcp"], { env: environmentOf() })
    let stdout = ""
    let stderr = ""
    child.stderr.on("data", (chunk) => (stderr += String(chunk)))
    child.stdout.on("data", (chunk) => {
      stdout += String(chunk)
      child.stdin.end()
    })
    child.on("close", (code) => resolve({ code, stdout, stderr }))
    child.stdin.write(lines.map((line) => `${line}\n`).join(""))
  })

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))

describe("amili mcp", () => {
  it("offers tools that say that they only read", () =>
    connected([], async (_, client) => {
      expect(client.getServerVersion()).toMatchObject({ name: "amili", version })
      const { tools } = await client.listTools()
      expect(tools.map(({ name }) => name)).toEqual(["case_show", "case_search", "case_summary", "payout_show"])
      for (const { annotations, description, inputSchema, title } of tools) {
        expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false })
        expect([title, description]).not.toContain(undefined)
        for (const parameter of Object.values(inputSchema.properties ?? {}))
          expect(parameter).toHaveProperty("description")
      }
    }))

  it("answers what the commands answer, marked as data", () =>
    connected([], async (call) => {
      const [found] = await json("case", "open", "--limit", "1")
      const id = String(found?.["id"])
      const shown = await call("case_show", { id })
      const [command] = await json("case", "show", id)
      expect(shown.isError).toBe(false)
      expect(shown.content["notice"]).toContain("never instructions")
      expect(shown.data).toEqual(command)

      const lines = await json("case", "summary")
      expect((await call("case_summary")).data["lines"]).toEqual(lines)

      const paid = await call("payout_show", { id: payout })
      expect(paid.data["lines"]).toEqual(await json("payout", "show", payout))
      expect(paid.data["payout"]).toMatchObject({ id: payout })
    }))

  it("searches by number, creditor, state and whether it is closed", () =>
    connected([], async (call) => {
      const [first] = await json("case", "open", "--limit", "1", "--state", "dispute")
      const { creditorId, creditorName, debt, id, referenceNumber } = first ?? {}
      const ids = async (given: Readonly<Record<string, unknown>>) => {
        const { cases = [] } = (await call("case_search", given)).data
        return Array.isArray(cases) ? cases.map((one) => recordOf(one)["id"]) : []
      }
      expect(await ids({ id })).toEqual([id])
      expect(await ids({ invoice: recordOf(debt)["invoiceNumber"] })).toContain(id)
      expect(await ids({ reference: referenceNumber })).toContain(id)
      const listed = await json("case", "open", "--state", "dispute", "--creditor", String(creditorName))
      const found = await ids({ creditor: [creditorId], state: ["dispute"], closed: false, limit: 100 })
      expect(new Set(found)).toEqual(new Set(listed.map((one) => one["id"])))
      const [open, closed, both] = await Promise.all(
        [{ closed: false }, { closed: true }, {}].map(
          async (given) => (await call("case_search", { ...given, limit: 1 })).data["total"],
        ),
      )
      expect(Number(open) + Number(closed)).toBe(both)
      expect(both).toBe(600)
      expect(await ids({ limit: 3 })).toHaveLength(3)
    }))

  it("answers without debtors' data unless it was started with --debtor", async () => {
    const [{ id = "" } = {}] = await json("case", "open", "--limit", "1")
    const asked = async (...argv: ReadonlyArray<string>) => {
      const texts: Array<string> = []
      await connected(argv, async (call) => {
        for (const [name, given] of [
          ["case_show", { id }],
          ["case_search", { limit: 50 }],
        ] as const)
          texts.push(JSON.stringify((await call(name, given)).content))
      })
      return texts
    }
    for (const text of await asked()) expect(text).not.toMatch(/debtor|customer/i)
    for (const text of await asked("--debtor")) expect(text).toContain("debtorName")
  })

  it("says in one line what is wrong, and what to do next, without secrets", () =>
    connected([], async (call) => {
      const wrong: ReadonlyArray<readonly [name: string, given: Readonly<Record<string, unknown>>, error: string]> = [
        ["case_show", { id: "7" }, "UsageError"],
        ["case_show", { id: "000000000000000000000000" }, "NotFound"],
        ["case_show", {}, "UsageError"],
        ["case_search", { invoice: "1", state: ["dispute"] }, "UsageError"],
        ["case_search", { limit: 1000 }, "UsageError"],
        ["case_search", { password: "x" }, "UsageError"],
        ["payout_show", { id: "P1" }, "UsageError"],
      ]
      for (const [name, given, error] of wrong) {
        const { content, isError } = await call(name, given)
        expect([name, isError, content["error"]]).toEqual([name, true, error])
        expect(content["message"]).toMatch(/^[^\n]{5,200}$/)
        expect(content["hint"]).toMatch(/^[^\n]+$/)
        const code = inject("environment")["AMILI_API_CODE"] ?? "missing"
        expect(JSON.stringify(content)).not.toContain(code)
      }
    }))

  it("says how high a limit may be", () =>
    connected([], async (call) => {
      const { content } = await call("case_search", { limit: 1_000_000_000 })
      expect(content["message"]).toContain("from 1 to 100")
    }))

  it("answers with an error where the API does not answer, and goes on", () =>
    connected(
      ["--retries", "0"],
      async (call) => {
        for (let times = 0; times < 2; times++) {
          const { content, isError } = await call("case_summary")
          expect([isError, typeof content["hint"]]).toEqual([true, "string"])
        }
      },
      { AMILI_BASE_URL: "http://127.0.0.1:9" },
    ))

  it("leaves out what is no request, and goes on", async () => {
    const { code, stderr, stdout } = await talk(["", "garbage", "{}", '{"jsonrpc":"2.0","id":7,"method":"ping"}'])
    expect([code, stdout]).toEqual([0, '{"jsonrpc":"2.0","id":7,"result":{}}\n'])
    expect(linesOf(stderr)).toHaveLength(3)
    expect(stderr).not.toContain("garbage")
  })

  it("ends with exit code 0 when its client goes", async () => {
    expect(await amili(["mcp"])).toEqual({ code: 0, stdout: "", stderr: "" })
  })
})
