import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

const folder = mkdtempSync(join(tmpdir(), "amili-"))
const badKey = join(folder, "bad.pem")
beforeAll(() => writeFileSync(badKey, "not a key\n"))
afterAll(() => rmSync(folder, { recursive: true }))

const show = ["case", "show", "665d0659802fc3098ba74178"]

/** A port of this machine where nothing listens. */
const closedPort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 1))
    })
  })

describe("a failure", () => {
  it.each([
    [
      "nothing is set",
      { AMILI_BASE_URL: undefined, AMILI_API_CODE: undefined, AMILI_PRIVATE_KEY_FILE: undefined },
      4,
      "AMILI_BASE_URL, AMILI_API_CODE, AMILI_PRIVATE_KEY_FILE are not set",
    ],
    [
      "the key file is missing",
      { AMILI_PRIVATE_KEY_FILE: "/nonexistent/key.pem" },
      4,
      "cannot read the private key file /nonexistent/key.pem: no such file",
    ],
    ["the key is no key", { AMILI_PRIVATE_KEY_FILE: badKey }, 4, "private key"],
    ["the code is wrong", { AMILI_API_CODE: "wrong" }, 4, "401"],
    ["a token is refused", { AMILI_ACCESS_TOKEN: "stale" }, 4, "token"],
    ["the address is plain http", { AMILI_BASE_URL: "http://api.example.com" }, 2, "AMILI_BASE_URL cannot be used"],
    ["the address is none", { AMILI_BASE_URL: "api-sandbox.amili.se" }, 2, "AMILI_BASE_URL cannot be used"],
  ])("when %s is one line with the next step", async (_, environment, code, text) => {
    const ended = await amili(show, { environment })
    expect({ code: ended.code, stdout: ended.stdout }).toEqual({ code, stdout: "" })
    expect(linesOf(ended.stderr)).toHaveLength(1)
    expect(ended.stderr).toContain(text)
    expect(ended.stderr).toContain("Next: ")
  })

  it("when the API is not there ends with 5", async () => {
    const environment = { AMILI_BASE_URL: `http://127.0.0.1:${await closedPort()}` }
    const ended = await amili([...show, "--retries", "0"], { environment })
    expect(ended.code).toBe(5)
    expect(linesOf(ended.stderr)).toHaveLength(1)
  })

  it.each([
    [["case", "closed", "--since", "31 feb"], '--since: "31 feb" is not a date'],
    [["case", "opne"], "did you mean amili case open?"],
    [["case", "open", "--jsno"], "did you mean --json?"],
    [["case", "open", "extra"], "'extra'"],
    [["case", "open", "--retries", "many"], '--retries takes a whole number from 0 to 100, not "many"'],
  ])("of usage in %j ends with 2", async (argv, text) => {
    const ended = await amili(argv)
    expect(ended.code).toBe(2)
    expect(ended.stderr).toContain(text)
    expect(linesOf(ended.stderr)).toHaveLength(1)
  })

  it("is JSON when the answer would have been", async () => {
    const ended = await amili(["case", "show", "000000000000000000000000", "--json"])
    expect(JSON.parse(ended.stderr)).toMatchObject({ code: 1, error: "NoSuchCase" })
  })

  it("shows no secret", async () => {
    const environment = { AMILI_API_CODE: "s3cret-code", AMILI_ACCESS_TOKEN: undefined }
    expect((await amili(show, { environment })).stderr).not.toContain("s3cret-code")
    expect((await amili(show, { environment: { AMILI_ACCESS_TOKEN: "s3cret-token" } })).stderr).not.toContain(
      "s3cret-token",
    )
  })
})
