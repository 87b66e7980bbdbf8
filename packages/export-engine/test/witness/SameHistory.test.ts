import { cpSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "@effect/vitest"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import type { RunSettings } from "@amili-cases/export-engine/run/RunSettings"
import { Effect } from "effect"
import { exportItems, journalAt, rebuildable, settingsIn } from "../support/items.ts"

/** A folder of exports with its journal, and the state folder of one computer. */
const place = Effect.acquireRelease(
  Effect.sync(() => {
    const root = mkdtempSync(join(tmpdir(), "amili-witness-"))
    const [out, state] = [join(root, "out"), join(root, "state")]
    const notes: Array<string> = []
    const run = (ids: ReadonlyArray<string>, more: Partial<RunSettings> & { readonly state?: string } = {}) => {
      const settings = settingsIn(out, more)
      mkdirSync(settings.folder, { recursive: true })
      const computer = { state: more.state ?? state, note: (text: string) => notes.push(text) }
      return exportItems(settings, ids).pipe(
        Effect.provide(journalAt(join(settings.folder, "journal.db"), computer)),
        Effect.either,
      )
    }
    return { root, out, state, notes, run, journal: join(out, "journal.db") }
  }),
  ({ root }) => Effect.sync(() => rmSync(root, { recursive: true })),
)

const refused = (tag: string, message: string | RegExp) => ({
  _tag: "Left",
  left: {
    _tag: tag,
    message: typeof message === "string" ? expect.stringContaining(message) : expect.stringMatching(message),
    hint: expect.stringMatching(/^[^\n]+$/),
  },
})
const done = (serial: number | undefined) => ({ _tag: "Right", right: serial })

describe("a journal", () => {
  it.scopedLive("that was restored from before its last run is refused, and goes on once it is rebuilt", () =>
    Effect.gen(function* () {
      const { journal, out, root, run, state } = yield* place
      expect(yield* run(["a"])).toMatchObject(done(1))
      cpSync(journal, join(root, "backup"))
      expect(yield* run(["a", "b"])).toMatchObject(done(2))
      mkdirSync(join(root, "archive"))
      for (const name of readdirSync(out).filter((name) => name.startsWith("item-000002"))) {
        renameSync(join(out, name), join(root, "archive", name))
      }
      cpSync(join(root, "backup"), journal)
      const before = readdirSync(out)
      expect(yield* run(["a", "b"])).toMatchObject(refused("OtherHistory", "ends with item run 1, and item run 2 of"))
      expect(readdirSync(out)).toEqual(before)
      // Also where the folder does not remember, or the machine does not.
      expect(yield* run(["a", "b"], { state: join(root, "other") })).toMatchObject(refused("OtherHistory", "is older"))
      rmSync(join(out, ".item-witness.json"))
      expect(yield* run(["a", "b"])).toMatchObject(refused("OtherHistory", "is older"))

      const rebuild = Rebuild.run([rebuildable], "default", out).pipe(Effect.provide(journalAt(journal, { state })))
      const incomplete = refused("CannotRebuild", "the files of item run 2 are not in the folder")
      expect(yield* Effect.either(rebuild)).toMatchObject(incomplete)
      cpSync(join(root, "archive"), out, { recursive: true })
      expect(yield* rebuild).toEqual([{ dataset: "item", serial: 2 }])
      expect(yield* run(["a", "b", "c"])).toMatchObject(done(3))
    }),
  )

  it.scopedLive("that went on in two copies is refused where the copies meet", () =>
    Effect.gen(function* () {
      const { notes, out, root, run } = yield* place
      yield* run(["a"])
      const copy = join(root, "copy")
      cpSync(out, copy, { recursive: true })
      yield* run(["a", "b"])
      expect(notes).toEqual([])
      const onOtherMachine = run(["a", "c"], { folder: copy, state: join(root, "other") })
      expect(yield* onOtherMachine).toMatchObject(refused("OtherHistory", "is older"))
      // Where the first copy cannot be seen, nothing tells.
      renameSync(out, join(root, "unseen"))
      expect(yield* onOtherMachine).toMatchObject(done(2))
      renameSync(join(root, "unseen"), out)
      expect(notes).toEqual([
        expect.stringContaining("used on this machine for the first time; it ends with item run 1"),
      ])
      expect(yield* run(["a", "b", "c"], { folder: copy })).toMatchObject(
        refused("OtherHistory", /two copies .* item run 2/),
      )
      expect(yield* run(["a", "b", "c"])).toMatchObject(done(3))
    }),
  )

  it.scopedLive(
    "that no state folder of the user remembers goes on, with a note where its folder does not either",
    () =>
      Effect.gen(function* () {
        const { journal, notes, out } = yield* place
        mkdirSync(out)
        const computer = { state: undefined, note: (text: string) => notes.push(text) }
        const run = exportItems(settingsIn(out), ["a"]).pipe(Effect.provide(journalAt(journal, computer)))
        expect(yield* run).toBe(1)
        expect(yield* run).toBeUndefined()
        expect(notes).toEqual([expect.stringContaining("a mistyped --out would not be noticed")])
      }),
  )

  it.scopedLive("that is lost is not begun anew beside files of its runs, also when the first were archived", () =>
    Effect.gen(function* () {
      const { journal, out, run } = yield* place
      yield* run(["a"])
      yield* run(["a", "b"])
      for (const name of readdirSync(out))
        if (/^(\.item-witness|item-000001|journal)/.test(name)) rmSync(join(out, name))
      const wrong = refused(
        "OtherHistory",
        /item-000002-.* and 2 more files are of runs that the journal does not know: it has none$/,
      )
      expect(yield* run(["a", "b"], { state: "/dev/null/none" })).toMatchObject(wrong)
      rmSync(journal)
      // Copies that people make of files do not stand in the way, nor do files of other profiles.
      for (const name of readdirSync(out)) renameSync(join(out, name), join(out, `kopia av ${name}`))
      expect(yield* run(["a", "b"], { beginAgain: true })).toMatchObject(done(1))
    }),
  )
})

describe("a first run", () => {
  it.scopedLive("is refused where the machine knows runs of the same cases, unless it is to begin again", () =>
    Effect.gen(function* () {
      const { out, root, run } = yield* place
      yield* run(["a"])
      yield* run(["a", "b"])
      const typo = join(root, "otu")
      const wrong = refused("WouldBeginAgain", `item run 2 of 2026-02-01 in ${out}`)
      expect(yield* run(["a", "b"], { folder: typo })).toMatchObject(wrong)
      expect(readdirSync(typo).filter((name) => name.startsWith("item"))).toEqual([])
      expect(yield* run(["a", "b"], { profile: "buttik" })).toMatchObject(
        refused("WouldBeginAgain", "--profile default"),
      )
      // Of another company, or of another API, they are other cases.
      expect(yield* run(["x"], { folder: join(root, "company"), account: "other" })).toMatchObject(done(1))
      expect(yield* run(["x"], { folder: join(root, "api"), api: "https://other.example" })).toMatchObject(done(1))
      expect(yield* run(["a", "b"], { folder: typo, beginAgain: true })).toMatchObject(done(1))
    }),
  )

  it.scopedLive("of a profile whose name differs in capital letters only is refused", () =>
    Effect.gen(function* () {
      const { run } = yield* place
      yield* run(["a"], { profile: "butik" })
      expect(yield* run(["b"], { profile: "Butik" })).toMatchObject(refused("WouldBeginAgain", 'a profile "butik"'))
    }),
  )
})
