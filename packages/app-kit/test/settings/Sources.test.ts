import * as Environment from "../../src/settings/Environment.ts"
import * as Sources from "../../src/settings/Sources.ts"
import { FileSystem, Path } from "@effect/platform"
import { SystemError } from "@effect/platform/Error"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer, Option, Redacted } from "effect"

const profile = (name: string) => ({
  baseUrl: `https://${name}.example`,
  apiCode: `${name}-code`,
  privateKeyFile: `/${name}.pem`,
})
const kept = JSON.stringify({ default: "first", profiles: { first: profile("first"), second: profile("second") } })

const files = (text: string | undefined) =>
  FileSystem.layerNoop({
    readFileString: (path) =>
      text !== undefined && path === "/c/amili/profiles.json"
        ? Effect.succeed(text)
        : Effect.fail(
            new SystemError({ reason: "NotFound", module: "FileSystem", method: "readFile", pathOrDescriptor: path }),
          ),
  })

const resolve = (variables: Record<string, string>, named?: string, text: string | undefined = kept) =>
  Sources.resolve(Option.fromNullable(named)).pipe(
    Effect.withConfigProvider(Environment.of({ XDG_CONFIG_HOME: "/c", ...variables })),
    Effect.map(({ connection, profile }) => ({
      api: Option.getOrUndefined(connection.baseUrl),
      code: Option.getOrUndefined(Option.map(connection.apiCode, Redacted.value)),
      key: Option.getOrUndefined(connection.privateKeyFile),
      token: Option.getOrUndefined(Option.map(connection.accessToken, Redacted.value)),
      profile: Option.getOrUndefined(profile),
    })),
    Effect.provide(Layer.merge(files(text), Path.layer)),
  )

const own = { AMILI_BASE_URL: "https://own.example", AMILI_API_CODE: "own-code", AMILI_PRIVATE_KEY_FILE: "/own.pem" }

describe("Sources", () => {
  it.effect("takes the default profile when nothing else is said", () =>
    Effect.gen(function* () {
      expect(yield* resolve({})).toMatchObject({ api: "https://first.example", code: "first-code", profile: "first" })
    }),
  )

  it.effect("lets AMILI_PROFILE choose another", () =>
    Effect.gen(function* () {
      expect(yield* resolve({ AMILI_PROFILE: "second" })).toMatchObject({ code: "second-code", profile: "second" })
    }),
  )

  it.effect("lets variables go before the profile", () =>
    Effect.gen(function* () {
      expect(yield* resolve({ ...own, AMILI_PROFILE: "second" })).toMatchObject({
        code: "own-code",
        profile: undefined,
      })
      expect(yield* resolve({ AMILI_API_CODE: "own-code" })).toMatchObject({ code: "own-code", key: "/first.pem" })
      expect(yield* resolve({ AMILI_ACCESS_TOKEN: "t" })).toMatchObject({ token: "t", api: "https://first.example" })
    }),
  )

  it.effect("lets a profile on the command line go before everything", () =>
    Effect.gen(function* () {
      expect(yield* resolve({ ...own, AMILI_PROFILE: "first" }, "second")).toEqual({
        api: "https://second.example",
        code: "second-code",
        key: "/second.pem",
        token: undefined,
        profile: "second",
      })
    }),
  )

  it.effect("does not send a profile's credentials to another API", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(resolve({ AMILI_BASE_URL: "https://elsewhere.example" }))
      expect(error).toMatchObject({ exitCode: 2 })
      expect(error.message).toContain("points elsewhere than the profile first")
      expect(yield* resolve({ AMILI_BASE_URL: "https://first.example" })).toMatchObject({ code: "first-code" })
    }),
  )

  it.effect("names the profiles that there are when one is not", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(resolve({}, "third"))
      expect(error.message).toBe('there is no profile "third"')
      expect(error.hint).toContain("one of first, second")
    }),
  )

  it.effect("knows nothing where nobody has logged in", () =>
    Effect.gen(function* () {
      expect(yield* resolve({ XDG_CONFIG_HOME: "/empty" })).toEqual({})
    }),
  )

  it.effect("says so when the file of profiles is damaged", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(resolve({}, undefined, '{"profiles":'))
      expect(error.message).toBe("the profiles in /c/amili/profiles.json are damaged")
    }),
  )
})
