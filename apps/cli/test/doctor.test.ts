import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

const states = (stdout: string) =>
  Object.fromEntries(
    linesOf(stdout)
      .filter((line) => !line.startsWith(" "))
      .map((line) => [line.slice(9, 21).trim(), line.slice(0, 8).trim()]),
  )

describe("amili doctor", () => {
  it("finds everything well on the sandbox", async () => {
    const { code, stderr, stdout } = await amili(["doctor"])
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
    expect(Object.keys(states(stdout))).toEqual([
      "Node",
      "Terminal",
      "Settings",
      "Host",
      "Private key",
      "Access",
      "API",
      "Clock",
    ])
    expect(new Set(Object.values(states(stdout)))).toEqual(new Set(["ok"]))
    expect(stdout).toContain("600 cases can be read")
    expect(stdout).toContain("usable, signs ES256")
  })

  it.each([
    [
      "an unset environment",
      { AMILI_BASE_URL: undefined, AMILI_API_CODE: undefined, AMILI_PRIVATE_KEY_FILE: undefined },
      "Set-up",
      4,
    ],
    ["a missing key", { AMILI_PRIVATE_KEY_FILE: "/nonexistent/key.pem" }, "Set-up", 4],
    ["a wrong code", { AMILI_API_CODE: "wrong" }, "Access", 4],
    ["an unknown host", { AMILI_BASE_URL: "https://host.invalid" }, "Host", 5],
  ])("names %s and ends with its exit code", async (_, environment, name, code) => {
    const ended = await amili(["doctor"], { environment })
    expect(ended.code).toBe(code)
    expect(states(ended.stdout)[name]).toBe("failed")
    expect(linesOf(ended.stderr)).toHaveLength(1)
  })
})
