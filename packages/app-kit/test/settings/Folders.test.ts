import * as Environment from "../../src/settings/Environment.ts"
import * as Folders from "../../src/settings/Folders.ts"
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
  ] as const)("are the usual ones of %s with %j", ([platform, environment, config, cache]) =>
    Effect.gen(function* () {
      expect([yield* Folders.config(platform), yield* Folders.cache(platform)]).toEqual([config, cache])
    }).pipe(Effect.withConfigProvider(Environment.of(environment))),
  )
})
