import { userInfo } from "node:os"
import { join } from "node:path"
import process from "node:process"
import * as Environment from "../../src/settings/Environment.ts"
import * as Folders from "../../src/settings/Folders.ts"
import * as Paths from "../../src/settings/Paths.ts"
import { FileSystem } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"

describe("Folders", () => {
  it.effect.each([
    ["linux", { HOME: "/home/a" }, "/home/a/.config/amili", "/home/a/.cache/amili"],
    [
      "linux",
      { HOME: "/home/a", XDG_CONFIG_HOME: "/c", XDG_CACHE_HOME: "relative" },
      "/c/amili",
      "/home/a/.cache/amili",
    ],
    ["darwin", { HOME: "/Users/a" }, "/Users/a/Library/Application Support/amili", "/Users/a/Library/Caches/amili"],
    [
      "win32",
      { USERPROFILE: "C:\\Users\\a" },
      "C:\\Users\\a\\AppData\\Roaming\\amili",
      "C:\\Users\\a\\AppData\\Local\\amili",
    ],
    ["win32", { APPDATA: "D:\\r", LOCALAPPDATA: "D:\\l" }, "D:\\r\\amili", "D:\\l\\amili"],
    [
      "win32",
      { HOME: "/c/Users/b", USERPROFILE: "C:\\Users\\a" },
      "C:\\Users\\a\\AppData\\Roaming\\amili",
      "C:\\Users\\a\\AppData\\Local\\amili",
    ],
  ] as const)("are the usual ones of %s with %j", ([platform, environment, config, cache]) =>
    Effect.gen(function* () {
      expect([yield* Folders.config(platform), yield* Folders.cache(platform)]).toEqual([config, cache])
    }).pipe(Effect.withConfigProvider(Environment.of(environment))),
  )

  it.effect.each(["", "  ", "relative", "~", "."])("take HOME=%j for none, and the account's home instead", (HOME) =>
    Effect.gen(function* () {
      expect(yield* Folders.config("linux")).toBe(`${userInfo().homedir}/.config/amili`)
    }).pipe(Effect.withConfigProvider(Environment.of({ HOME }))),
  )
})

describe("Folders.make", () => {
  it.scoped.skipIf(process.platform !== "linux")("ends where the file system refuses new folders", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(Folders.make("/proc/a/b/c", 0o700))
      expect(error._tag).toBe("SystemError")
    }).pipe(Effect.provide(NodeContext.layer)),
  )

  it.scoped("makes those above, also when two make them at once", () =>
    Effect.gen(function* () {
      const files = yield* FileSystem.FileSystem
      const folder = join(yield* files.makeTempDirectoryScoped(), "a", "b", "c")
      yield* Effect.all([Folders.make(folder, 0o700), Folders.make(folder, 0o700)], { concurrency: 2 })
      expect(yield* files.exists(folder)).toBe(true)
    }).pipe(Effect.provide(NodeContext.layer)),
  )
})

describe("Paths.expand", () => {
  const expand = (path: string) => Effect.withConfigProvider(Paths.expand(path), Environment.of({ HOME: "/home/a" }))

  it.effect.each([
    ["~", "/home/a"],
    ["~/exports", "/home/a/exports"],
    ["a/~/b", "a/~/b"],
    ["./~b", "./~b"],
  ] as const)("reads %s as %s", ([path, expected]) =>
    Effect.gen(function* () {
      expect(yield* expand(path)).toBe(expected)
    }),
  )

  it.effect("refuses the home of somebody else, which only a shell knows", () =>
    Effect.gen(function* () {
      const { hint, message } = yield* Effect.flip(expand("~anna/exports"))
      expect(message).toBe("~anna/exports begins with ~, which stands for a home folder")
      expect(hint).toBe("write the whole path, or ./~anna/exports for a name that begins so")
    }),
  )
})
