/** Where this machine keeps settings and what may be lost: the platform's usual folders. */
import { homedir } from "node:os"
import { posix, win32 } from "node:path"
import process from "node:process"
import { Effect, Option } from "effect"
import * as Environment from "./Environment.ts"

/** Settings: `~/.config/amili`, on macOS `~/Library/Application Support/amili`, on Windows `%APPDATA%\amili`. */
export const config = (platform: NodeJS.Platform = process.platform): Effect.Effect<string> =>
  folder(platform, {
    linux: ["XDG_CONFIG_HOME", ".config"],
    darwin: ["XDG_CONFIG_HOME", "Library/Application Support"],
    win32: ["APPDATA", "AppData/Roaming"],
  })

/** What can be had again: `~/.cache/amili`, on macOS `~/Library/Caches/amili`, on Windows `%LOCALAPPDATA%\amili`. */
export const cache = (platform: NodeJS.Platform = process.platform): Effect.Effect<string> =>
  folder(platform, {
    linux: ["XDG_CACHE_HOME", ".cache"],
    darwin: ["XDG_CACHE_HOME", "Library/Caches"],
    win32: ["LOCALAPPDATA", "AppData/Local"],
  })

/**
 * What must not be lost with a folder of exports: `~/.local/state/amili`, on macOS
 * `~/Library/Application Support/amili`, on Windows `%LOCALAPPDATA%\amili`.
 */
export const state = (platform: NodeJS.Platform = process.platform): Effect.Effect<string> =>
  folder(platform, {
    linux: ["XDG_STATE_HOME", ".local/state"],
    darwin: ["XDG_STATE_HOME", "Library/Application Support"],
    win32: ["LOCALAPPDATA", "AppData/Local"],
  })

/** The variable that names the folder, and where it is below the home folder otherwise. */
type Location = readonly [variable: string, belowHome: string]

const folder = (
  platform: NodeJS.Platform,
  locations: { readonly linux: Location; readonly darwin: Location; readonly win32: Location },
) =>
  Effect.gen(function* () {
    const path = platform === "win32" ? win32 : posix
    const [variable, belowHome] = platform === "darwin" || platform === "win32" ? locations[platform] : locations.linux
    const set = yield* Environment.variable(variable)
    // The XDG specification: a relative path is to be ignored.
    return Option.isSome(set) && path.isAbsolute(set.value)
      ? path.join(set.value, "amili")
      : path.join(yield* home, belowHome, "amili")
  })

/** The home folder of the user. */
export const home: Effect.Effect<string> = Effect.map(
  Environment.firstOf(["HOME", "USERPROFILE"]),
  Option.match({ onNone: homedir, onSome: ({ value }) => value }),
)
