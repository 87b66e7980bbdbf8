import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest"
import { amili, linesOf, program } from "./amili.ts"
import { lacksTmux, open, skipped } from "./tmux.ts"

let home = ""
beforeEach(() => (home = mkdtempSync(join(tmpdir(), "amili-home-"))))
afterEach(() => rmSync(home, { recursive: true }))

const settings = inject("environment")
const unset = { AMILI_BASE_URL: undefined, AMILI_API_CODE: undefined, AMILI_PRIVATE_KEY_FILE: undefined }
const show = ["case", "show", "665d0659802fc3098ba74178"]

/** A home of its own, with the sandbox's settings or without any. */
const at = (environment: Readonly<Record<string, string | undefined>> = {}) => ({
  environment: { HOME: home, ...environment },
})
/** Windows has no modes: there the folder of the user protects the file. */
const isPrivate = (file: string) => process.platform === "win32" || (statSync(file).mode & 0o777) === 0o600

const login = (...argv: ReadonlyArray<string>) =>
  amili(
    [
      "auth",
      "login",
      "--base-url",
      settings.AMILI_BASE_URL ?? "",
      "--key-file",
      settings.AMILI_PRIVATE_KEY_FILE ?? "",
      ...argv,
    ],
    at({ ...unset, AMILI_API_CODE: settings.AMILI_API_CODE }),
  )

describe("amili auth keygen", () => {
  it("writes a private key for its owner alone, and prints the public one", async () => {
    const file = join(home, "key.pem")
    const { code, stderr, stdout } = await amili(["auth", "keygen", "--out", file], at())
    expect(code).toBe(0)
    expect(stdout).toMatch(/^-----BEGIN PUBLIC KEY-----\n[^]*-----END PUBLIC KEY-----\n$/)
    expect(stderr).toContain("send it to Amili")
    expect(readFileSync(file, "utf8")).toContain("BEGIN PRIVATE KEY")
    expect(isPrivate(file)).toBe(true)
  })

  it("never overwrites a key", async () => {
    const file = join(home, "key.pem")
    await amili(["auth", "keygen", "--out", file], at())
    const before = readFileSync(file, "utf8")
    const { code, stderr } = await amili(["auth", "keygen", "--out", file], at())
    expect(code).toBe(1)
    expect(stderr).toContain("exists, and a key is never overwritten")
    expect(readFileSync(file, "utf8")).toBe(before)
  })

  it.each(["ES384", "ES512", "RS256"])("makes a key for %s", async (algorithm) => {
    expect((await amili(["auth", "keygen", "--algorithm", algorithm, "--out", join(home, "key.pem")], at())).code).toBe(
      0,
    )
  })
})

describe("amili auth login", () => {
  it("keeps a profile that works without any variable", async () => {
    expect((await login()).code).toBe(0)
    const file = join(
      home,
      process.platform === "darwin" ? "Library/Application Support" : ".config",
      "amili",
      "profiles.json",
    )
    expect(isPrivate(file)).toBe(true)
    expect(await amili(show, at(unset))).toMatchObject({ code: 0, stderr: "" })
  })

  it("keeps nothing that the API does not accept", async () => {
    const { code } = await amili(
      [
        "auth",
        "login",
        "--base-url",
        settings.AMILI_BASE_URL ?? "",
        "--key-file",
        settings.AMILI_PRIVATE_KEY_FILE ?? "",
      ],
      at({ ...unset, AMILI_API_CODE: "wrong" }),
    )
    expect(code).toBe(4)
    expect(readdirSync(home)).toEqual([])
  })

  it("does not ask where nobody can answer", async () => {
    const { code, stderr } = await amili(["auth", "login"], at(unset))
    expect(code).toBe(2)
    expect(stderr).toContain(
      "address of the API is missing, and there is no terminal to ask on. Next: give it with --base-url",
    )
  })

  it("keeps several profiles, and --profile chooses over the environment", async () => {
    await login()
    await login("--profile", "second")
    const wrong = { AMILI_BASE_URL: "http://127.0.0.1:9", AMILI_API_CODE: "x", AMILI_ACCESS_TOKEN: "y" }
    expect((await amili(["--profile", "second", ...show], at(wrong))).code).toBe(0)
    expect((await amili([...show, "--profile", "third"], at())).stderr).toContain("one of default, second")
    expect((await amili(show, at({ ...unset, AMILI_PROFILE: "second" }))).code).toBe(0)
  })
})

describe.skipIf(process.platform === "win32" || lacksTmux)(`amili auth login on a terminal${skipped}`, () => {
  it("asks for what is missing until it has it, without showing the api code", async () => {
    writeFileSync(join(home, "amili"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`, { mode: 0o755 })
    const terminal = open(80, 24, home)
    try {
      const variables = Object.keys(unset).map((name) => `-u ${name}`)
      terminal.press(`env ${variables.join(" ")} HOME=${home} amili auth login`, "Enter")
      terminal.shows("Address of the API (such as https://api-sandbox.amili.se):")
      terminal.press("Enter")
      terminal.shows("an answer is needed; Ctrl-C ends it")
      terminal.press("~/key.pem", "Enter")
      terminal.shows("is not a URL")
      terminal.press(settings.AMILI_BASE_URL ?? "", "Enter")
      terminal.shows("The api code will be kept as plain text")
      terminal.shows("Api code (from Amili")
      terminal.press(settings.AMILI_API_CODE ?? "", "Enter")
      terminal.shows("Private key file (PEM;")
      terminal.press("~/nowhere.pem", "Enter")
      terminal.shows("cannot read the private key file ~/nowhere.pem: no such file")
      terminal.press(settings.AMILI_PRIVATE_KEY_FILE ?? "", "Enter")
      expect(terminal.shows("Next: amili case open")).toContain("your public key):\n")
    } finally {
      terminal.close()
    }
    expect((await amili(show, at(unset))).code).toBe(0)
  })
})

describe("an access token", () => {
  it("is kept between calls, for its owner alone, so that a lookup is one request", async () => {
    const first = await amili([...show, "--verbose"], at())
    const second = await amili([...show, "--verbose"], at())
    expect(linesOf(first.stderr)).toHaveLength(2)
    expect(linesOf(second.stderr)).toHaveLength(1)
    const folder = join(home, process.platform === "darwin" ? "Library/Caches" : ".cache", "amili", "tokens")
    const files = readdirSync(folder)
    expect(files).toHaveLength(1)
    expect(files.map((file) => isPrivate(join(folder, file)))).toEqual([true])
  })

  it("does not hide that the key is another one now", async () => {
    await amili(show, at())
    const other = join(home, "other.pem")
    await amili(["auth", "keygen", "--out", other], at())
    expect((await amili(show, at({ AMILI_PRIVATE_KEY_FILE: other }))).code).toBe(4)
  })

  it("is printed for other programs, and told to nobody else", async () => {
    const { stderr, stdout } = await amili(["auth", "token", "--verbose"], at())
    const token = stdout.trim()
    expect(token).not.toBe("")
    expect(stderr).not.toContain(token)
    expect((await amili(show, at({ AMILI_API_CODE: undefined, AMILI_ACCESS_TOKEN: token }))).code).toBe(0)
  })
})

describe("amili auth status", () => {
  it("shows no private key that stands where the path of its file belongs", async () => {
    const environment = { AMILI_PRIVATE_KEY_FILE: "-----BEGIN PRIVATE KEY-----\nsecret\n" }
    const { code, stderr, stdout } = await amili(["auth", "status"], { environment })
    expect(code).toBe(4)
    expect(stdout + stderr).toContain("is a private key itself")
    expect(stdout + stderr).not.toMatch(/BEGIN|secret/)
  })

  it("says who, where and where the secrets rest", async () => {
    await login()
    const { code, stdout } = await amili(["auth", "status"], at(unset))
    expect(code).toBe(0)
    expect(stdout).toContain('Settings from profile "default" in ')
    expect(stdout).toContain("Secrets       the api code as plain text in the file of profiles")
    expect(stdout).toContain("Access        granted until 20")
  })

  it("ends with 4 when nobody has logged in", async () => {
    expect((await amili(["auth", "status"], at(unset))).code).toBe(4)
  })
})

describe("amili auth, with --json,", () => {
  const answer = async (argv: ReadonlyArray<string>) => {
    const { stdout } = await amili(["auth", ...argv, "--json"], at(unset))
    return JSON.parse(stdout) as Record<string, unknown>
  }

  it("answers with one document", async () => {
    const out = join(home, "key.pem")
    expect(await answer(["keygen", "--out", out])).toEqual({
      algorithm: "ES256",
      publicKey: expect.stringMatching(/^-----BEGIN PUBLIC KEY/),
      privateKeyFile: out,
    })
    await login()
    const instant = expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/)
    expect(await answer(["status"])).toMatchObject({ profile: "default", secretsIn: "file", until: instant })
    expect(await answer(["token"])).toEqual({ accessToken: expect.stringMatching(/^\S+$/), until: instant })
    expect(await answer(["logout"])).toEqual({ profile: "default", forgotten: true })
    expect(await answer(["logout"])).toEqual({ profile: "default", forgotten: false })
  })
})

describe("amili auth logout", () => {
  it("forgets the profile and the kept tokens", async () => {
    await login()
    await amili(show, at(unset))
    expect((await amili(["auth", "logout"], at(unset))).code).toBe(0)
    expect((await amili(show, at(unset))).code).toBe(4)
    expect(readdirSync(home, { recursive: true }).filter((name) => String(name).includes("tokens"))).toEqual([])
  })
})
