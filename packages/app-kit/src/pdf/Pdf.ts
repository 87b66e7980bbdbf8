/** Prints a page that stands in a file: by a browser without a window, which is not allowed to reach the network. */
import process from "node:process"
import { pathToFileURL } from "node:url"
import type * as CommandExecutor from "@effect/platform/CommandExecutor"
import type { PlatformError } from "@effect/platform/Error"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Programs from "../schedule/Programs.ts"
import * as Browser from "./Browser.ts"

/** The browser is there, and no PDF came of it. */
export class PrintFailed extends Data.TaggedError("PrintFailed")<{ readonly message: string; readonly hint: string }> {}

/** Writes `pdf`, which must not exist, readable by its owner only. */
export const print = (
  page: string,
  pdf: string,
): Effect.Effect<
  void,
  Browser.NoBrowser | PrintFailed,
  CommandExecutor.CommandExecutor | FileSystem.FileSystem | Path.Path
> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const browser = yield* Browser.find()
    const failed = (why: string) =>
      new PrintFailed({ message: `${browser} did not print ${page}: ${why}`, hint: `open ${page} and print it there` })
    const because = Effect.mapError((error: PlatformError) => failed(error.message))
    const folder = yield* because(fs.makeTempDirectoryScoped({ prefix: "amili-pdf-" }))
    const printed = path.join(folder, "page.pdf")
    const { code, stderr } = yield* Programs.run(
      browser,
      argumentsOf(page, printed, path.join(folder, "profile")),
    ).pipe(
      Effect.mapError(() => failed("it could not be started")),
      Effect.timeoutFail({ duration: "1 minute", onTimeout: () => failed("it took more than a minute") }),
    )
    if (code !== 0 || !(yield* because(fs.exists(printed)))) {
      return yield* failed(stderr.trim().split("\n").at(-1) || `it ended with ${code}`)
    }
    yield* because(fs.writeFile(pdf, yield* because(fs.readFile(printed)), { flag: "wx", mode: 0o600 }))
  }).pipe(Effect.scoped)

const argumentsOf = (page: string, pdf: string, profile: string): ReadonlyArray<string> => [
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--host-resolver-rules=MAP * ~NOTFOUND",
  // Chromium refuses to run as root with its sandbox; the page has no script to be kept in one.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  `--user-data-dir=${profile}`,
  "--no-pdf-header-footer",
  `--print-to-pdf=${pdf}`,
  pathToFileURL(page).href,
]
