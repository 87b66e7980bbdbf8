import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { Credentials, match } from "@amili-cases/core/Credentials"
import * as ExitCode from "../../src/process/ExitCode.ts"
import * as Environment from "../../src/settings/Environment.ts"
import * as Settings from "../../src/settings/Settings.ts"
import { FileSystem, Path } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { afterAll, describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"

const there = mkdtempSync(join(tmpdir(), "amili-settings-"))
afterAll(() => rmSync(there, { recursive: true }))

const files = FileSystem.layerNoop({
  stat: (path) =>
    Effect.provide(
      FileSystem.FileSystem.pipe(
        Effect.flatMap((fs) => fs.stat(path.startsWith("/keys/amili") ? import.meta.filename : path)),
      ),
      NodeFileSystem.layer,
    ),
  readFile: (path) =>
    path.startsWith("/keys/amili")
      ? Effect.succeed(
          path.endsWith("utf-16.pem") ? Buffer.from("PEM from file", "utf16le") : Buffer.from("PEM from file"),
        )
      : Effect.fail(
          new SystemError({ reason: "NotFound", module: "FileSystem", method: "readFile", pathOrDescriptor: path }),
        ),
})

const complete = {
  AMILI_BASE_URL: "https://api-sandbox.amili.se/",
  AMILI_API_CODE: "code",
  AMILI_PRIVATE_KEY_FILE: "/keys/amili.pem",
}

const read = (variables: Environment.Variables, system = files) =>
  Effect.gen(function* () {
    const config = yield* AmiliConfig
    const credential = yield* Credentials
    return {
      baseUrl: config.baseUrl,
      tokenNames: config.tokenNames,
      credential: match(credential, {
        ApiCode: ({ apiCode, privateKey }) => `${Redacted.value(apiCode)} ${Redacted.value(privateKey)}`,
        LegacyApiCode: () => "legacy",
        AccessToken: ({ token }) => Redacted.value(token),
      }),
    }
  }).pipe(Effect.provide(Layer.provide(Settings.layerFrom(Environment.of(variables)), [system, Path.layer])))

const problemOf = (variables: Environment.Variables, system = files) =>
  Effect.map(Effect.flip(read(variables, system)), (error) => ({
    code: ExitCode.of(error),
    message: error.message,
    hint: error.hint ?? "",
  }))

describe("Settings", () => {
  it.effect("reads the API, the code and the key from the environment", () =>
    Effect.gen(function* () {
      expect(yield* read(complete)).toMatchObject({
        baseUrl: "https://api-sandbox.amili.se",
        credential: "code PEM from file",
      })
    }),
  )

  it.effect("takes a key from a variable as it is, for core to read", () =>
    Effect.gen(function* () {
      const { AMILI_PRIVATE_KEY_FILE: _, ...rest } = complete
      const { credential } = yield* read({ ...rest, AMILI_PRIVATE_KEY: "-----BEGIN\\nabc\\n" })
      expect(credential).toBe("code -----BEGIN\\nabc\\n")
    }),
  )

  it.effect("reads key files of Windows' editors, in UTF-16 without a mark too", () =>
    Effect.gen(function* () {
      const { credential } = yield* read({ ...complete, AMILI_PRIVATE_KEY_FILE: "/keys/amili-utf-16.pem" })
      expect(credential).toBe("code PEM from file")
    }),
  )

  it.effect("finds the home folder in the path of the key file", () =>
    Effect.gen(function* () {
      const { credential } = yield* read({ ...complete, HOME: "/keys", AMILI_PRIVATE_KEY_FILE: "~/amili.pem" })
      expect(credential).toBe("code PEM from file")
    }),
  )

  it.effect("takes the names of the token's fields from a variable", () =>
    Effect.gen(function* () {
      expect((yield* read({ ...complete, AMILI_TOKEN_NAMES: "session, ticket" })).tokenNames).toEqual([
        "session",
        "ticket",
      ])
      expect((yield* read(complete)).tokenNames).toContain("access_token")
    }),
  )

  it.effect("prefers a ready access token", () =>
    Effect.gen(function* () {
      expect((yield* read({ ...complete, AMILI_ACCESS_TOKEN: "ready" })).credential).toBe("ready")
    }),
  )

  it.effect("names everything that is missing, and where to try without it", () =>
    Effect.gen(function* () {
      const problem = yield* problemOf({ AMILI_API_CODE: "  " })
      expect(problem.message).toBe(
        "not connected to an API: AMILI_BASE_URL, AMILI_API_CODE, AMILI_PRIVATE_KEY_FILE are not set",
      )
      expect(problem.hint).toContain("amili sandbox start")
      expect(problem.code).toBe(4)
    }),
  )

  it.effect("calls a missing address alone an error of usage", () =>
    Effect.gen(function* () {
      const problem = yield* problemOf({ AMILI_ACCESS_TOKEN: "ready" })
      expect(problem).toMatchObject({ code: 2, message: "not connected to an API: AMILI_BASE_URL is not set" })
    }),
  )

  it.effect("says which key file cannot be read, and why", () =>
    Effect.gen(function* () {
      const problem = yield* problemOf({ ...complete, AMILI_PRIVATE_KEY_FILE: "/keys/gone.pem" })
      expect(problem).toMatchObject({
        code: 4,
        message: "cannot read the private key file /keys/gone.pem: no such file",
      })
    }),
  )

  it.live.each([
    { name: "/dev/zero", make: () => "/dev/zero", reason: "not a regular file" },
    {
      name: "a pipe",
      make: () => {
        const pipe = join(there, "pipe")
        execFileSync("mkfifo", [pipe])
        return pipe
      },
      reason: "not a regular file",
    },
    { name: "a folder", make: () => there, reason: "not a regular file" },
    {
      name: "two megabytes",
      make: () => {
        const large = join(there, "large.pem")
        writeFileSync(large, "")
        truncateSync(large, 2 ** 21)
        return large
      },
      reason: "larger than 1 MiB",
    },
  ])("refuses $name as a key file, and waits for nothing", ({ make, reason }) =>
    Effect.gen(function* () {
      const problem = yield* problemOf({ ...complete, AMILI_PRIVATE_KEY_FILE: make() }, NodeFileSystem.layer)
      expect(problem).toMatchObject({ code: 4, message: expect.stringMatching(new RegExp(`: ${reason}$`)) })
    }),
  )

  it.effect.each(["-----BEGIN PRIVATE KEY-----\nsecret\n", "LS0tLS1CRUdJTiBQUklWQVRFsecret"])(
    "shows no key that stands where the path of its file belongs",
    (AMILI_PRIVATE_KEY_FILE) =>
      Effect.gen(function* () {
        const problem = yield* problemOf({ ...complete, AMILI_PRIVATE_KEY_FILE })
        expect(problem).toMatchObject({ code: 4, message: "the path of the private key file is a private key itself" })
        expect(problem.hint).toContain("AMILI_PRIVATE_KEY")
      }),
  )

  it.effect("refuses plain http to another machine", () =>
    Effect.gen(function* () {
      const problem = yield* problemOf({ ...complete, AMILI_BASE_URL: "http://api.example.com" })
      expect(problem.code).toBe(2)
      expect(problem.message).toContain("AMILI_BASE_URL cannot be used: the base URL starts with http://")
    }),
  )
})
