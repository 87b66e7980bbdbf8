import { execFile } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { bytesOf, dataPath, head } from "../support/sie.ts"

const program = join(import.meta.dirname, "../../bin/sie.cjs")

interface End {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs the built program. */
const sie = (...args: ReadonlyArray<string>): Promise<End> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [program, ...args],
      { env: { ...process.env, NO_COLOR: "1" } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })

describe("sie", () => {
  let folder = ""
  const write = async (name: string, lines: ReadonlyArray<string>) => {
    const path = join(folder, name)
    await writeFile(path, bytesOf([...head, ...lines]))
    return path
  }
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "sie-"))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it("show says what is in a file", async () => {
    const { code, stderr, stdout } = await sie("show", dataPath("invoices.si"))
    expect([code, stderr]).toEqual([0, ""])
    expect(stdout.split("\n")).toEqual([
      "company         Exempelbolaget i Älvsjö AB, 556677-8899",
      "file            SIE 4, written on 2026-03-04 by Exempelfakturering 5.11",
      "accounts        3",
      "series B        1 voucher of 2026-03-04, 3 transactions, debit 8000.00, all balance",
      "",
    ])
  })

  it("show --json prints the whole file", async () => {
    const { code, stdout } = await sie("show", dataPath("ledger.se"), "--json")
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      company: { name: "Exempelbolaget AB" },
      vouchers: [{ series: "#", transactions: [{ amount: "1000.00" }, {}, {}, {}, {}] }],
      findings: [{ code: "line-end" }],
    })
  })

  it("lint ends with 0 for a file that is fine", async () => {
    const path = await write("fine.si", ['#VER A "" 20261130', "{", "#TRANS 1510 {} 1", "#TRANS 3010 {} -1", "}"])
    const { code, stderr, stdout } = await sie("lint", path, "--for", "bokio")
    expect([code, stderr]).toEqual([0, ""])
    expect(stdout).toBe(
      "nothing is wrong for Bokio\nnote: Bokio does not notice when a file is imported a second time.\n",
    )
  })

  it("lint ends with 1 and says what to do where something is wrong", async () => {
    const path = await write("wrong.si", ["#IB 0 1510 1", '#VER A "" 20261130', "{", "#TRANS 1510 {} 1", "}"])
    const { code, stdout } = await sie("lint", path)
    expect(code).toBe(1)
    expect(stdout.split("\n")).toEqual([
      "line 10: error: an import file must not have balances, and this one has 1. Remove them; or call the file 4E if it is an export.",
      "line 11: error: voucher A of 2026-11-30 does not balance: its transactions sum to 1.00, not 0.00. Correct it where it was made, and export the file again.",
      "2 errors for any program",
      "",
    ])
    const document = JSON.parse((await sie("lint", path, "--json", "--type", "4E")).stdout)
    expect(document).toMatchObject({ for: "generic", findings: [{ code: "account" }, { code: "balance" }, {}] })
  })

  it.each([
    [1, ["show", join(import.meta.dirname, "../../package.json")], "sie: no line is a record of a SIE file"],
    [2, ["show", "nowhere.si"], "sie: there is no file nowhere.si. Next: see whether the path is right"],
    [
      2,
      ["lint", "x.si", "--for", "xledger"],
      "Expected one of the following cases: generic, fortnox, visma, bokio, bl",
    ],
    [2, ["polish"], "Invalid subcommand for sie - use one of 'show', 'lint'"],
  ])("ends with %i for %j, and says why on stderr", async (code, args, message) => {
    const end = await sie(...args)
    expect([end.code, end.stdout]).toEqual([code, ""])
    expect(end.stderr).toContain(message)
  })

  it("says in its help what the exit codes mean", async () => {
    const { code, stdout } = await sie("lint", "--help")
    expect(code).toBe(0)
    expect(stdout).toContain(
      "Exit codes: 0 nothing is wrong; 1 something is wrong with the file; 2 the command line is wrong",
    )
    expect(stdout).toContain("sie lint bokforing.si --for fortnox")
  })
})
