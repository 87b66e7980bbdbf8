import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Browser from "../../src/pdf/Browser.ts"
import * as Pdf from "../../src/pdf/Pdf.ts"
import * as Environment from "../../src/settings/Environment.ts"
import { FileSystem } from "@effect/platform"
import { NodeContext } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Either } from "effect"

const inFolder = <A, E, R>(use: (folder: string) => Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    return yield* use(yield* fs.makeTempDirectoryScoped())
  }).pipe(Effect.scoped, Effect.provide(NodeContext.layer))

const withVariables = (variables: Environment.Variables) => Effect.withConfigProvider(Environment.of(variables))

/** A program that stands where a browser would. */
const program = (path: string, script: string) => {
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

const found = Effect.either(Browser.find("linux"))
const browser = await Effect.runPromise(
  Effect.either(Browser.find()).pipe(withVariables(Environment.variables), Effect.provide(NodeContext.layer)),
)

describe.skipIf(process.platform === "win32")("the browser that prints", () => {
  it.live("is the first on the search path, or the one of AMILI_CHROMIUM", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const usual = program(join(folder, "google-chrome"), "")
        const chosen = program(join(folder, "mine"), "")
        const path = { PATH: `relative:/nowhere:${folder}` }
        expect(yield* found.pipe(withVariables(path))).toEqual(Either.right(usual))
        expect(yield* found.pipe(withVariables({ ...path, AMILI_CHROMIUM: chosen }))).toEqual(Either.right(chosen))
      }),
    ),
  )

  it.live("is missed in one line that says what to do", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const absent = join(folder, "absent")
        expect(yield* found.pipe(withVariables({ PATH: folder }))).toMatchObject({
          left: {
            message: "neither Chromium nor Chrome nor Edge was found",
            hint: "set AMILI_CHROMIUM to the path of one",
          },
        })
        expect(yield* found.pipe(withVariables({ AMILI_CHROMIUM: absent }))).toMatchObject({
          left: { message: `AMILI_CHROMIUM names ${absent}, which is not there` },
        })
      }),
    ),
  )
})

describe.skipIf(process.platform === "win32")("a page on paper", () => {
  it.live.skipIf(Either.isLeft(browser))(
    "is a PDF that only its owner reads, and is never written over",
    () =>
      inFolder((folder) =>
        Effect.gen(function* () {
          const page = join(folder, "a page & more.html")
          const pdf = join(folder, "page.pdf")
          writeFileSync(page, "<!DOCTYPE html><html lang='en'><title>Page</title><p>Text</p></html>")
          yield* Pdf.print(page, pdf)
          const bytes = readFileSync(pdf)
          expect(bytes.subarray(0, 5).toString()).toBe("%PDF-")
          expect(statSync(pdf).mode & 0o777).toBe(0o600)
          expect(yield* Effect.either(Pdf.print(page, pdf))).toMatchObject({ left: { _tag: "PrintFailed" } })
          expect(readFileSync(pdf).equals(bytes)).toBe(true)
        }).pipe(withVariables(Environment.variables)),
      ),
    60_000,
  )

  it.live("leaves nothing behind when the browser fails, and says why in one line", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const page = join(folder, "page.html")
        writeFileSync(page, "")
        const failing = program(join(folder, "failing"), "echo first >&2; echo 'no display' >&2; exit 3")
        const silent = program(join(folder, "silent"), "exit 0")
        const print = Effect.either(Pdf.print(page, join(folder, "page.pdf")))
        expect(yield* print.pipe(withVariables({ AMILI_CHROMIUM: failing }))).toMatchObject({
          left: { message: `${failing} did not print ${page}: no display`, hint: `open ${page} and print it there` },
        })
        expect(yield* print.pipe(withVariables({ AMILI_CHROMIUM: silent }))).toMatchObject({
          left: { message: `${silent} did not print ${page}: it ended with 0` },
        })
        mkdirSync(join(folder, "folder"))
        expect(yield* print.pipe(withVariables({ AMILI_CHROMIUM: join(folder, "folder") }))).toMatchObject({
          left: { message: expect.stringContaining("it could not be started") },
        })
        expect(readdirSync(folder).filter((name) => name.endsWith(".pdf"))).toEqual([])
      }),
    ),
  )
})
