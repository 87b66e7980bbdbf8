import { createHash } from "node:crypto"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Folder from "../../../../packages/accounting/test/support/folder.ts"
import { parse } from "../../../../packages/accounting/test/support/page.ts"
import { amiliExport } from "../support/program.ts"

/** A company that has answered `init` and made its first run. */
const company = Effect.gen(function* () {
  const { environment } = yield* Sandbox.start({ cases: 20, seed: 5, since: "2026-01-01", now: "2026-04-01" })
  const home = yield* Folder.temporary
  const out = join(home, "out")
  mkdirSync(out)
  const folders = { ...environment, HOME: home, XDG_CONFIG_HOME: join(home, "config") }
  const run = (...args: ReadonlyArray<string>) => amiliExport(args, folders)
  const init = yield* run("init", "--out", out, "--by", "Eva Ek", "--schedule", "none", "--yes")
  const file = /The settings are in (\S+export\.json)/.exec(init.stderr)?.[1] ?? ""
  writeFileSync(file, readFileSync(file, "utf8").replace('"by":', '"notify": "mail secret", "by":'))
  expect(yield* run("closed")).toMatchObject({ code: 0 })
  return { home, out, run }
})

const textOf = (file: string) => parse(readFileSync(file, "utf8")).text

describe("amili-export docs", () => {
  it.scopedLive("writes a document for the auditor, and overwrites none", () =>
    Effect.gen(function* () {
      const { home, out, run } = yield* company
      const first = yield* run("docs", "behandlingshistorik")
      expect(first).toMatchObject({ code: 0, stderr: "" })
      const file = first.stdout.trim()
      expect(file).toMatch(/out\/behandlingshistorik-\d{4}-\d{2}-\d{2}\.html$/)
      const text = textOf(file)
      for (const said of ["closed 1", "Eva Ek", "amili-export 0.", "återstående kapital"]) expect(text).toContain(said)

      const again = yield* run("docs", "behandlingshistorik")
      expect(again).toMatchObject({ code: 2, stdout: "" })
      expect(again.stderr).toContain(
        `${file} is there already: it is not overwritten. Next: give another name with --to`,
      )
      const elsewhere = join(home, "copy.html")
      expect(yield* run("docs", "behandlingshistorik", "--to", elsewhere)).toMatchObject({ stdout: `${elsewhere}\n` })
      expect(readFileSync(elsewhere)).toEqual(readFileSync(file))
      // It is outside the chain: nothing that checks the folder takes it for a file of a run.
      expect(yield* run("verify")).toMatchObject({ code: 0 })
      expect(Folder.named(out, ".partial")).toEqual([])
    }),
  )

  it.scopedLive("says as JSON what it wrote, and which runs it is made of", () =>
    Effect.gen(function* () {
      const { run } = yield* company
      const { code, stderr, stdout } = yield* run("docs", "systemdokumentation", "--json")
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" })
      const document: { readonly file: string; readonly sha256: string } = JSON.parse(stdout)
      const bytes = readFileSync(document.file)
      const history = JSON.parse((yield* run("history", "--json")).stdout)
      expect(document).toEqual({
        file: expect.stringMatching(/systemdokumentation-\d{4}-\d{2}-\d{2}\.html$/),
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        lastRuns: [{ dataset: "closed", serial: 1, hash: history.hash }],
      })
      const text = textOf(document.file)
      for (const said of [
        "svarar Eva Ek för exporten",
        "7avstämt, men en kontroll stämmer inte",
        "schemalagd export misslyckasja",
      ])
        expect(text).toContain(said)
      expect(text).not.toContain("secret")
    }),
  )

  it.scopedLive("takes a time, and says when there is none", () =>
    Effect.gen(function* () {
      const { run } = yield* company
      const before = yield* run("docs", "behandlingshistorik", "--month", "2026-01")
      expect(before.stdout).toMatch(/behandlingshistorik-2026-01-\d{4}-\d{2}-\d{2}\.html\n$/)
      expect(textOf(before.stdout.trim())).toContain("Ingen körning under tiden.")
      const since = yield* run("docs", "behandlingshistorik", "--from", "2026-04-01", "--through", "2026-04-01")
      expect(textOf(since.stdout.trim())).toContain("från och med 2026-04-01 till och med 2026-04-01")
      expect(textOf(since.stdout.trim())).toContain("closed 1")
      const both = yield* run("docs", "behandlingshistorik", "--month", "2026-01", "--from", "2026-01-01")
      expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining("--month goes with neither") })
      const backwards = ["--from", "2026-04-02", "--through", "2026-04-01"]
      const reversed = yield* run("docs", "behandlingshistorik", ...backwards)
      expect(reversed).toMatchObject({ code: 2, stderr: expect.stringContaining("nothing lies between them") })
    }),
  )
})
