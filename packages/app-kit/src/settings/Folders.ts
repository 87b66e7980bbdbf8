/** Where this machine keeps settings and what may be lost: the platform's usual places. */
import { homedir } from "node:os"
import { posix, win32 } from "node:path"
import process from "node:process"

export type Environment = Readonly<Record<string, string | undefined>>

/** Settings: `~/.config/amili`, on macOS `~/Library/Application Support/amili`, on Windows `%APPDATA%\amili`. */
export const config = (environment: Environment, platform: NodeJS.Platform = process.platform): string =>
  folder(environment, platform, {
    linux: ["XDG_CONFIG_HOME", ".config"],
    darwin: ["XDG_CONFIG_HOME", "Library/Application Support"],
    win32: ["APPDATA", "AppData/Roaming"],
  })

/** What can be had again: `~/.cache/amili`, on macOS `~/Library/Caches/amili`, on Windows `%LOCALAPPDATA%\amili`. */
export const cache = (environment: Environment, platform: NodeJS.Platform = process.platform): string =>
  folder(environment, platform, {
    linux: ["XDG_CACHE_HOME", ".cache"],
    darwin: ["XDG_CACHE_HOME", "Library/Caches"],
    win32: ["LOCALAPPDATA", "AppData/Local"],
  })

/** What must not be lost with a folder of exports: `~/.local/state/amili`, on macOS `~/Library/Application Support/amili`, on Windows `%LOCALAPPDATA%\amili`. */
export const state = (environment: Environment, platform: NodeJS.Platform = process.platform): string =>
  folder(environment, platform, {
    linux: ["XDG_STATE_HOME", ".local/state"],
    darwin: ["XDG_STATE_HOME", "Library/Application Support"],
    win32: ["LOCALAPPDATA", "AppData/Local"],
  })

type Place = readonly [variable: string, belowHome: string]

const folder = (
  environment: Environment,
  platform: NodeJS.Platform,
  places: { readonly linux: Place; readonly darwin: Place; readonly win32: Place },
) => {
  const path = platform === "win32" ? win32 : posix
  const [variable, belowHome] = platform === "darwin" || platform === "win32" ? places[platform] : places.linux
  const set = environment[variable]
  // The XDG specification: a relative path is to be ignored.
  return set !== undefined && path.isAbsolute(set)
    ? path.join(set, "amili")
    : path.join(home(environment), belowHome, "amili")
}

const home = (environment: Environment) => environment.HOME ?? environment.USERPROFILE ?? homedir()
