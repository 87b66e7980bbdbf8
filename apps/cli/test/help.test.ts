import * as Reference from "@amili-cases/app-kit/reference/Reference"
import { describe, expect, it } from "vitest"
import { app } from "../src/App.ts"
import { amili } from "./amili.ts"

const without = {
  environment: { AMILI_BASE_URL: undefined, AMILI_API_CODE: undefined, AMILI_PRIVATE_KEY_FILE: undefined },
}

describe("amili, without any setting,", () => {
  it.each([[[]], [["case"]], [["case", "show", "--help"]], [["help", "exit-codes"]]])("answers %j", async (argv) => {
    const { code, stderr, stdout } = await amili(argv, { ...without, terminal: "80x24" })
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(stdout).toMatchSnapshot()
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80)
  })

  it("prints its version", async () => {
    const { code, stdout } = await amili(["--version"], without)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe("options before the command's name", () => {
  it("take the values that the commands' own options take", async () => {
    const { commands } = await Reference.of(app.root, {})
    const flags = commands.flatMap(({ command }) => command.flags)
    for (const { names, value } of app.globals ?? []) {
      const same = flags.filter((flag) => flag.names.some((name) => names.includes(name)))
      expect([names, [...new Set(same.map((flag) => flag.value))]]).toEqual([names, [value]])
    }
  })
})
