/** What people decided is in a file beside the exports, so that it outlives the journal. */
import { appendFileSync, existsSync, readFileSync, statSync, truncateSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { datasets } from "@amili-cases/accounting/datasets"
import * as Journal from "@amili-cases/accounting/Journal"
import { VoucherDecisions } from "@amili-cases/accounting/vouchers/journal/Decisions"
import { Vouchers } from "@amili-cases/accounting/vouchers/journal/Vouchers"
import * as DecisionLog from "@amili-cases/accounting/vouchers/log/DecisionLog"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import { Notes } from "@amili-cases/export-engine/report/Notes"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { SqlClient } from "@effect/sql/SqlClient"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Exit, Layer } from "effect"
import * as Layers from "../support/layers.ts"
import * as World from "./support/world.ts"

const known = Effect.all({
  vouchers: Effect.map(
    Effect.flatMap(Vouchers, (journal) => journal.all("default")),
    (all) => all.filter(({ state }) => state !== "draft"),
  ),
  decisions: Effect.flatMap(VoucherDecisions, (decisions) => decisions.all("default")),
})

/** A month of which some vouchers are emitted, and then others decided, approved, withdrawn and reversed. */
const decided = Effect.gen(function* () {
  const world = yield* World.make({ cases: 25, seed: 4, unkind: 1, now: "2026-02-20" })
  yield* world.alone(world.exportAll)
  const { vouchers } = yield* world.draft("2026-02")
  const [first, second, third, fourth] = vouchers.filter(({ shares }) =>
    shares.every(({ source }) => source.event === 0),
  )
  if (first === undefined || second === undefined || third === undefined || fourth === undefined)
    throw new Error("too few vouchers")
  yield* world.approve([first.id])
  yield* world.emit()
  const { questions } = yield* world.draft("2026-02")
  yield* world.decide([[questions.find(({ cause }) => cause === "loss")?.id ?? "", "nej"]])
  yield* world.approve([second.id, third.id, fourth.id])
  yield* world.reverse(third.id, false)
  yield* world.reverse(first.id, true)
  const file = join(world.out, "vouchers-decisions.ndjson")
  return { world, file, second, third }
})

const rebuilt = (world: World.World, name: string, notes: Array<string> = []) => {
  const journal = Journal.layer({ _tag: "File", path: join(world.out, name) })
  const noting = Layer.succeed(Notes, { note: ({ en }) => Effect.sync(() => notes.push(en)) })
  return Rebuild.run(datasets, "default", world.out).pipe(
    Effect.zipRight(known),
    Effect.provide(Layer.provideMerge(Layer.mergeAll(journal, Folder.Default, noting), Layers.platform)),
    Effect.withClock(world.clock),
  )
}

const findings = (world: World.World) =>
  Effect.map(world.alone(DecisionLog.findings({ profile: "default", folder: world.out })), (all) =>
    all.map(({ problem }) => problem),
  )

describe("the decision log", () => {
  it.live("gives a journal that is made again what was decided and approved after the last emission", () =>
    Effect.gen(function* () {
      const { second, third, world } = yield* decided
      const before = yield* world.alone(known)
      expect(before.decisions.map(({ what }) => what)).toEqual([
        "approve",
        "loss",
        "approve",
        "approve",
        "approve",
        "withdraw",
        "reverse",
      ])
      expect(before.vouchers.map(({ id }) => id)).toContain(second.id)
      expect(before.vouchers.map(({ id }) => id)).not.toContain(third.id)
      expect(yield* findings(world)).toEqual([])
      const notes: Array<string> = []
      expect(yield* rebuilt(world, "again.db", notes)).toEqual(before)
      expect(notes).toEqual([expect.stringContaining("drafts of vouchers are not kept outside the journal")])
      // Making it once more adds nothing.
      expect(yield* rebuilt(world, "again.db")).toEqual(before)
    }).pipe(Effect.scoped),
  )

  it.live("brings a journal from a backup to what was decided since, and goes on where that was interrupted", () =>
    Effect.gen(function* () {
      const world = yield* World.make({ cases: 25, seed: 4, unkind: 1, now: "2026-02-20" })
      yield* world.alone(world.exportAll)
      const { vouchers } = yield* world.draft("2026-02")
      const [first, second, third] = vouchers.filter(({ shares }) => shares.every(({ source }) => source.event === 0))
      if (first === undefined || second === undefined || third === undefined) throw new Error("too few vouchers")
      yield* world.approve([first.id, second.id])
      const backup = join(world.out, "backup.db")
      yield* world.alone(Effect.flatMap(SqlClient, (sql) => sql.unsafe(`VACUUM INTO '${backup}'`)))
      // In the backup the third is a draft, and the first is approved.
      yield* world.reverse(first.id, false)
      yield* world.approve([third.id])
      const before = yield* world.alone(known)
      expect(before.vouchers.map(({ id }) => id).toSorted()).toEqual([second.id, third.id].toSorted())
      expect(yield* rebuilt(world, "backup.db")).toEqual(before)
      // As if that had ended before the decisions were recorded.
      const again = Journal.layer({ _tag: "File", path: backup })
      yield* Effect.flatMap(SqlClient, (sql) => sql`DELETE FROM voucher_decision WHERE number > 2`).pipe(
        Effect.provide(Layer.provideMerge(again, Layers.platform)),
      )
      expect(yield* rebuilt(world, "backup.db")).toEqual(before)
    }).pipe(Effect.scoped),
  )

  it.live("is finished by the next command where a process ended before or while it was written", () =>
    Effect.gen(function* () {
      const { file, world } = yield* decided
      const decisionsIn = () =>
        readFileSync(file, "utf8")
          .trimEnd()
          .split("\n")
          .map((line): unknown => (JSON.parse(line) as { decision: unknown }).decision)
      const all = decisionsIn()
      for (const part of [0, 0.001, 0.5, 0.999]) {
        truncateSync(file, Math.floor(statSync(file).size * part))
        yield* world.emit()
        expect(decisionsIn()).toEqual(all)
        expect(yield* findings(world)).toEqual([])
      }
      yield* world.draft("2026-02")
      const stopped = world
        .approve("all")
        .pipe(
          Effect.provide(
            Layer.succeed(Steps, { at: (step) => (step.startsWith("append") ? Effect.interrupt : Effect.void) }),
          ),
        )
      expect(Exit.isInterrupted(yield* Effect.exit(stopped))).toBe(true)
      const { decisions } = yield* world.alone(known)
      expect(decisionsIn()).toEqual(all)
      yield* world.emit()
      expect(decisionsIn()).toEqual(decisions)
      expect(yield* findings(world)).toEqual([])
    }).pipe(Effect.scoped),
  )

  it.live("that was changed, or is of another journal, is refused before anything is decided", () =>
    Effect.gen(function* () {
      const { file, world } = yield* decided
      yield* world.draft("2026-02")
      const whole = readFileSync(file, "utf8")
      const refused = (content: string) =>
        Effect.gen(function* () {
          writeFileSync(file, content)
          const before = yield* world.alone(known)
          const { message } = yield* Effect.flip(world.approve("all"))
          expect(yield* world.alone(known)).toEqual(before)
          const [finding] = yield* findings(world)
          writeFileSync(file, whole)
          return { message, finding }
        })
      const changed = yield* refused(whole.replace('"decided_by":"Eva"', '"decided_by":"Evil"'))
      expect(changed.message).toBe(`line 2 of ${file} does not follow the line before it: the file has been changed`)
      expect(changed.finding).toBe(changed.message)
      const shorter = yield* refused(whole.split("\n").toSpliced(2, 1).join("\n"))
      expect(shorter.message).toContain("line 3 of ")
      yield* world.alone(Effect.flatMap(SqlClient, (sql) => sql`UPDATE voucher_decision SET reason = 'other'`))
      const other = yield* refused(whole)
      expect(other.message).toContain(
        "has decisions about vouchers that the journal does not know, such as reverse by Eva",
      )
      expect(other.finding).toBe("decision 1 in it is not the journal's")
    }).pipe(Effect.scoped),
  )

  it.live("can be read by its owner alone, and takes no line of another program", () =>
    Effect.gen(function* () {
      const { file, world } = yield* decided
      expect(existsSync(file)).toBe(true)
      if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600)
      appendFileSync(file, "{}\n")
      expect((yield* Effect.flip(world.emit())).message).toContain("does not follow the line before it")
    }).pipe(Effect.scoped),
  )
})
