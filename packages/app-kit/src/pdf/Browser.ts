/** The browser that prints: Chromium, or one made from it. */
import { posix, win32 } from "node:path"
import process from "node:process"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Environment from "../settings/Environment.ts"

/** No browser is known here. */
export class NoBrowser extends Data.TaggedError("NoBrowser")<{ readonly message: string; readonly hint: string }> {}

/** Names on the search path. */
const names = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "microsoft-edge-stable",
]

const applications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
]

const installed = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"]

/** The path of a browser: that of `AMILI_CHROMIUM`, else the first of the usual places that has one. */
export const find = (
  platform: NodeJS.Platform = process.platform,
): Effect.Effect<string, NoBrowser, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const isThere = (path: string) => Effect.orElseSucceed(fs.exists(path), () => false)
    const chosen = yield* Environment.variable("AMILI_CHROMIUM")
    if (Option.isSome(chosen)) {
      if (yield* isThere(chosen.value)) return chosen.value
      return yield* new NoBrowser({
        message: `AMILI_CHROMIUM names ${chosen.value}, which is not there`,
        hint: "set it to the path of Chromium, Chrome or Edge, or unset it",
      })
    }
    for (const path of yield* usualPlaces(platform)) if (yield* isThere(path)) return path
    return yield* new NoBrowser({
      message: "neither Chromium nor Chrome nor Edge was found",
      hint: "set AMILI_CHROMIUM to the path of one",
    })
  })

const usualPlaces = (platform: NodeJS.Platform): Effect.Effect<ReadonlyArray<string>> =>
  Effect.gen(function* () {
    if (platform === "win32") {
      const roots = yield* Effect.forEach(["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"], Environment.variable)
      return roots.flatMap(Option.toArray).flatMap((root) => installed.map((path) => win32.join(root, path)))
    }
    const path = Option.getOrElse(yield* Environment.variable("PATH"), () => "")
    // A relative entry of the search path would find what somebody left in the current folder.
    const folders = path.split(":").filter((folder) => folder.startsWith("/"))
    const found = names.flatMap((name) => folders.map((folder) => posix.join(folder, name)))
    return platform === "darwin" ? [...applications, ...found] : found
  })
