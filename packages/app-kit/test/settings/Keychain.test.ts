import { generateKeyPairSync } from "node:crypto"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import * as Environment from "../../src/settings/Environment.ts"
import { Keychain, KeychainProblem } from "../../src/settings/Keychain.ts"
import * as Login from "../../src/settings/Login.ts"
import * as Profiles from "../../src/settings/Profiles.ts"
import * as Sources from "../../src/settings/Sources.ts"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { FileSystem, Path } from "@effect/platform"
import { afterAll, describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option, Redacted } from "effect"

/** A keychain that forgets everything when the test ends; `works` false: one that does not answer. */
const fake = (works = true) => {
  const held = new Map<string, string>()
  const reached = <A>(use: () => A) =>
    works ? Effect.sync(use) : Effect.fail(new KeychainProblem({ message: "it is locked" }))
  return {
    held,
    keychain: {
      name: "the keychain",
      get: (account: string) =>
        reached(() => Option.map(Option.fromNullable(held.get(account)), (text) => Redacted.make(text))),
      set: (account: string, secret: Redacted.Redacted) =>
        reached(() => void held.set(account, Redacted.value(secret))),
      remove: (account: string) => reached(() => void held.delete(account)),
    },
  }
}

/** A key that can be read: nothing signs in with it here. */
const keyFile = join(mkdtempSync(join(tmpdir(), "amili-key-")), "key.pem")
const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" })
writeFileSync(keyFile, privateKey.export({ type: "pkcs8", format: "pem" }))
afterAll(() => rmSync(dirname(keyFile), { recursive: true }))

const variables = {
  AMILI_BASE_URL: "https://api.example",
  AMILI_API_CODE: "secret-code",
  AMILI_PRIVATE_KEY_FILE: keyFile,
}

const at = (home: string) => ({ XDG_CONFIG_HOME: home, APPDATA: home })

const login = (home: string, given: Partial<Login.Given> = {}, attempt: Effect.Effect<void, string> = Effect.void) =>
  Login.login(
    { profile: "work", baseUrl: Option.none(), keyFile: Option.none(), plainFile: false, ...given },
    () => attempt,
  ).pipe(Effect.withConfigProvider(Environment.of({ ...variables, ...at(home) })))

/** Where the settings come from when the variables are these. */
const sources = (variables: Environment.Variables) =>
  Effect.withConfigProvider(Sources.resolve(Option.none()), Environment.of(variables))

const text = (home: string) =>
  Effect.flatMap(FileSystem.FileSystem, (files) => files.readFileString(`${home}/amili/profiles.json`))

const inHome = <A, E>(
  use: (home: string) => Effect.Effect<A, E, FileSystem.FileSystem | Path.Path>,
  keychain: ReturnType<typeof fake>["keychain"],
) =>
  Effect.scoped(
    Effect.flatMap(
      Effect.flatMap(FileSystem.FileSystem, (files) => files.makeTempDirectoryScoped()),
      use,
    ),
  ).pipe(Effect.provideService(Keychain, keychain), Effect.provide(Layer.merge(NodeFileSystem.layer, Path.layer)))

describe("Login, where there is a keychain,", () => {
  it.effect("keeps the api code there, and nothing of it in the file", () => {
    const { held, keychain } = fake()
    return inHome(
      (home) =>
        Effect.gen(function* () {
          expect((yield* login(home)).rests).toBe("in the keychain")
          expect([...held]).toEqual([["work at https://api.example", "secret-code"]])
          expect(yield* text(home)).not.toContain("secret-code")
          const found = yield* sources(at(home))
          expect(Option.map(found.connection.apiCode, Redacted.value)).toEqual(Option.some("secret-code"))
          expect(found.secret).toBe("keychain")
        }),
      keychain,
    )
  })

  it.effect("keeps nothing that the API does not accept", () => {
    const { held, keychain } = fake()
    return inHome(
      (home) =>
        Effect.gen(function* () {
          expect(yield* Effect.flip(login(home, {}, Effect.fail("refused")))).toBe("refused")
          expect([...held]).toEqual([])
          expect(yield* Effect.option(text(home))).toEqual(Option.none())
        }),
      keychain,
    )
  })

  it.effect("moves the api code when the profile is made again, and leaves none behind", () => {
    const { held, keychain } = fake()
    return inHome(
      (home) =>
        Effect.gen(function* () {
          yield* login(home)
          yield* login(home, { baseUrl: Option.some("https://other.example") })
          expect([...held.keys()]).toEqual(["work at https://other.example"])
          expect((yield* login(home, { plainFile: true })).rests).toContain("as plain text")
          expect([...held]).toEqual([])
          expect((yield* sources(at(home))).secret).toBe("file")
        }),
      keychain,
    )
  })

  it.effect("does not ask it for what a variable says", () => {
    const broken = fake(false).keychain
    return inHome(
      (home) =>
        Effect.gen(function* () {
          yield* Effect.provideService(login(home), Keychain, fake().keychain)
          const environment = { ...at(home), AMILI_ACCESS_TOKEN: "token" }
          expect((yield* sources(environment)).secret).toBe("environment")
        }),
      broken,
    )
  })
})

describe("Login, where the keychain does not answer,", () => {
  it.effect("keeps the api code in a file for its owner alone", () =>
    inHome(
      (home) =>
        Effect.gen(function* () {
          expect((yield* login(home)).rests).toMatch(/^in .*profiles\.json, as plain text, readable by you alone$/)
          expect(yield* text(home)).toContain("secret-code")
        }),
      fake(false).keychain,
    ),
  )

  it.effect("says so when a secret is in it, without the secret", () =>
    inHome(
      (home) =>
        Effect.gen(function* () {
          yield* Effect.provideService(login(home), Keychain, fake().keychain)
          const problem = yield* Effect.flip(sources(at(home)))
          expect(problem).toMatchObject({
            exitCode: 4,
            message: "the api code of the profile work is in the keychain, which cannot be read: it is locked",
            hint: expect.stringContaining("amili auth login --profile work --plain-file"),
          })
        }),
      fake(false).keychain,
    ),
  )

  it.effect("says so when the secret is gone", () =>
    inHome(
      (home) =>
        Effect.gen(function* () {
          yield* login(home)
          const problem = yield* Effect.provideService(
            Effect.flip(
              Profiles.provider(
                "work",
                { baseUrl: "https://api.example", privateKeyFile: keyFile },
                { apiCode: true, privateKeyFile: true },
              ),
            ),
            Keychain,
            fake().keychain,
          )
          expect(problem.message).toBe("the api code of the profile work is not in the keychain any more")
        }),
      fake().keychain,
    ),
  )
})
