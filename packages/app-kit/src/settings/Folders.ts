/** Where this machine keeps settings and what may be lost: the platform's usual folders. */
import { userInfo } from "node:os"
import { posix, win32 } from "node:path"
import process from "node:process"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import type { PlatformError } from "@effect/platform/Error"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Environment from "./Environment.ts"

/** Nothing says where the user's folders are: a user id without an account, and no variable that names a home. */
export class NoHome extends Data.TaggedError("NoHome")<{
  readonly message: string
  readonly hint: string
  readonly swedish: { readonly message: string; readonly hint: string }
}> {
  readonly exitCode = 2
}

/** Settings: `~/.config/amili`, on macOS `~/Library/Application Support/amili`, on Windows `%APPDATA%\amili`. */
export const config = (platform: NodeJS.Platform = process.platform): Effect.Effect<string, NoHome> =>
  folder(platform, {
    linux: ["XDG_CONFIG_HOME", ".config"],
    darwin: ["XDG_CONFIG_HOME", "Library/Application Support"],
    win32: ["APPDATA", "AppData/Roaming"],
  })

/** What can be had again: `~/.cache/amili`, on macOS `~/Library/Caches/amili`, on Windows `%LOCALAPPDATA%\amili`. */
export const cache = (platform: NodeJS.Platform = process.platform): Effect.Effect<string, NoHome> =>
  folder(platform, {
    linux: ["XDG_CACHE_HOME", ".cache"],
    darwin: ["XDG_CACHE_HOME", "Library/Caches"],
    win32: ["LOCALAPPDATA", "AppData/Local"],
  })

/**
 * What must not be lost with a folder of exports: `~/.local/state/amili`, on macOS
 * `~/Library/Application Support/amili`, on Windows `%LOCALAPPDATA%\amili`.
 */
export const state = (platform: NodeJS.Platform = process.platform): Effect.Effect<string, NoHome> =>
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
      : path.join(yield* home(platform), belowHome, "amili")
  })

/** The home folder of the user. A relative `HOME` is none: secrets would land in the working folder. */
export const home = (platform: NodeJS.Platform = process.platform): Effect.Effect<string, NoHome> =>
  Effect.gen(function* () {
    const path = platform === "win32" ? win32 : posix
    const isAbsolute = (folder: string) => path.isAbsolute(folder)
    const set = yield* Environment.firstOf(platform === "win32" ? ["USERPROFILE", "HOME"] : ["HOME"])
    const named = Option.map(set, ({ value }) => value)
    const found = Option.orElse(Option.filter(named, isAbsolute), () => Option.filter(homeOfAccount(), isAbsolute))
    return yield* Effect.mapError(found, () => noHome(platform))
  })

const noHome = (platform: NodeJS.Platform) => {
  const variable = platform === "win32" ? "USERPROFILE" : "HOME"
  return new NoHome({
    message: "this user has no home folder",
    hint: `set ${variable} to a folder, as a path from the root on`,
    swedish: {
      message: "användaren har ingen hemmapp",
      hint: `sätt ${variable} till en mapp, med hela sökvägen`,
    },
  })
}

/** None where the user has no account, as in some containers. */
export const homeOfAccount: () => Option.Option<string> = Option.liftThrowable(() => userInfo().homedir)

/** Makes a folder and those above it, one at a time: where new folders are refused (/proc) Node's recursion never ends. */
export const make = (
  folder: string,
  mode: number,
): Effect.Effect<void, PlatformError, FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const parent = (yield* Path.Path).dirname(folder)
    if (yield* files.exists(folder)) return
    if (parent !== folder) yield* make(parent, mode)
    // Another process may have made it meanwhile.
    yield* Effect.catchIf(
      files.makeDirectory(folder, { mode }),
      (error) => error._tag === "SystemError" && error.reason === "AlreadyExists",
      () => Effect.void,
    )
  })
