/** Two machines, their disks and a journal, to which everything happens that people and faults do. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Rebuild from "@amili-cases/export-engine/evidence/Rebuild"
import * as Abandon from "@amili-cases/export-engine/evidence/Abandon"
import { Machine } from "@amili-cases/export-engine/journal/Machine"
import { Steps } from "@amili-cases/export-engine/run/Steps"
import { Context, Deferred, Effect, Exit, Fiber, Layer, Predicate, Scope } from "effect"
import { exportItems, journalAt, rebuildable, settingsIn } from "./items.ts"

/** Moments of a run at which a process dies. */
export const steps = ["locked", "begin", "prepare", "prepared", "rename", "commit", "committed"] as const

type Name = "A" | "B"

export type Action =
  | `${Name} runs`
  | `${Name} dies at ${(typeof steps)[number]}`
  | "A's disk goes away"
  | "A's disk is back"
  | "A's disk is lost"
  | "journal is kept"
  | "journal is restored"
  | "journal is lost"
  | "files are archived"

/** What went wrong while all that happened, and until a last run of each machine. */
export const live = (actions: ReadonlyArray<Action>) =>
  Effect.gen(function* () {
    const root = yield* Effect.acquireRelease(
      Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-life-"))),
      (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
    )
    const world = worldIn(root)
    for (const action of actions) yield* world.happen(action)
    yield* world.happen("A's disk is back")
    for (const name of ["A", "B", "A"] as const) yield* world.happen(`${name} runs`)
    return world.problems()
  }).pipe(Effect.scoped)

const worldIn = (root: string) => {
  const at = (...names: ReadonlyArray<string>) => join(root, ...names)
  const journal = at("journal.db")
  for (const name of ["A", "B", "archive"]) mkdirSync(at(name))
  const problems: Array<string> = []
  let count = 0
  let isLost = false

  /** Both bear the same host name, as cloned machines do. A process that died is known to be dead on its own machine. */
  const machine = (name: Name) =>
    Layer.succeed(Machine, {
      id: `vm ${name}`,
      host: "vm",
      pid: 1,
      born: "",
      isAlive: () => false,
    })

  const opened = (name: Name) => journalAt(journal, { machine: machine(name), state: at(`state-${name}`) })

  /** Dies at the step: nothing that a living process would tidy up is tidied up. */
  const process = (name: Name, die?: string) =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const died = yield* Deferred.make<"died">()
      const context = yield* Layer.buildWithScope(opened(name), scope)
      const existing = Array.from({ length: count }, (_, index) => `item-${index}`)
      const fiber = yield* exportItems(settingsIn(at(name)), existing).pipe(
        Effect.provide(
          Context.add(context, Steps, {
            at: (step) =>
              step.split(":")[0] === die ? Effect.zipRight(Deferred.succeed(died, "died"), Effect.never) : Effect.void,
          }),
        ),
        Effect.forkDaemon,
      )
      const result = yield* Effect.either(Effect.raceFirst(Fiber.join(fiber), Deferred.await(died)))
      yield* Scope.close(scope, Exit.void)
      return result
    })

  const isAway = () => existsSync(at("A.away"))

  /** What a person does who reads the hint of a refusal. */
  const putRight = (name: Name, error: unknown): Effect.Effect<boolean> =>
    Effect.gen(function* () {
      const tag = Predicate.hasProperty(error, "_tag") ? error._tag : String(error)
      const hint = Predicate.hasProperty(error, "hint") ? String(error.hint) : ""
      if (tag === "LockHeld") {
        yield* silent
        return true
      }
      if (tag === "FilesNotHere" && isAway()) return false
      if (tag === "FilesNotHere" && isLost) {
        const serial = Number(/abandon (\d+)/.exec(hint)?.[1])
        const wanted = { profile: "default", dataset: "item", serial, tool: "test" }
        yield* Effect.flatMap(Abandon.examine(wanted), (found) =>
          "state" in found ? Effect.void : Abandon.abandon(found, at(name)),
        ).pipe(Effect.scoped, Effect.provide(opened(name)), Effect.orDie)
        return true
      }
      if (tag === "FilesNotHere" || tag === "OtherHistory" || tag === "WouldBeginAgain") {
        // Whoever has archived files brings them back.
        cpSync(at("archive"), at("A"), { recursive: true })
        if (tag === "FilesNotHere") return true
        yield* Rebuild.run([rebuildable], "default", at(name)).pipe(Effect.provide(opened(name)), Effect.orDie)
        return true
      }
      problems.push(`${name} ended with ${String(tag)}: ${error instanceof Error ? error.message : ""}`)
      return false
    })

  /** The lock of the other machine has been silent for long. */
  const silent = Effect.gen(function* () {
    const { default: Database } = yield* Effect.promise(() => import("libsql"))
    const database = new Database(journal)
    database.exec("UPDATE run_lock SET beat = beat - 100")
    database.close()
  })

  const runs = (name: Name, die?: string): Effect.Effect<void> =>
    Effect.gen(function* () {
      // Its disk is the only one that it writes to.
      if (name === "A" && isAway()) return
      count += 1
      for (let tries = 0; tries < 5; tries++) {
        const result = yield* Effect.scoped(process(name, die))
        if (result._tag === "Right") return
        if (!(yield* putRight(name, result.left))) return
      }
      problems.push(`${name} finds no way out`)
    }).pipe(Effect.orDie)

  const happen = (action: Action): Effect.Effect<void> => {
    const [name, step] = [action.startsWith("B") ? "B" : "A", action.split(" dies at ")[1]] as const
    if (step !== undefined) return runs(name, step)
    if (action.endsWith(" runs")) return runs(name)
    return Effect.sync(() => {
      switch (action) {
        case "A's disk goes away":
          if (!isAway()) renameSync(at("A"), at("A.away"))
          return
        case "A's disk is back":
          if (!isAway()) return
          rmSync(at("A"), { recursive: true, force: true })
          renameSync(at("A.away"), at("A"))
          return
        case "A's disk is lost":
          if (!isAway()) renameSync(at("A"), at("A.away"))
          cpSync(at("A.away"), at("lost"), { recursive: true })
          rmSync(at("A.away"), { recursive: true })
          mkdirSync(at("A"), { recursive: true })
          isLost = true
          return
        case "journal is kept":
          if (existsSync(journal)) cpSync(journal, at("kept.db"))
          return
        case "journal is restored":
          if (existsSync(at("kept.db"))) cpSync(at("kept.db"), journal)
          return
        case "journal is lost":
          rmSync(journal, { force: true })
          return
        case "files are archived":
          for (const name of readdirSync(at("A"))) {
            if (/^item-.*/.test(name)) renameSync(at("A", name), at("archive", name))
          }
      }
    })
  }

  /** Every file that anybody could book from. */
  const booked = () => {
    const found = new Map<string, string>()
    for (const folder of ["A", "B", "archive"]) {
      for (const name of readdirSync(at(folder))) {
        if (!/^item-\d+.*\.csv$/.test(name)) continue
        const text = readFileSync(at(folder, name), "utf8")
        const before = found.get(name)
        if (before !== undefined && before !== text) problems.push(`${name} stands for two runs`)
        found.set(name, text)
      }
    }
    return found
  }

  return {
    happen,
    problems: () => {
      const seen = new Map<string, string>()
      for (const [file, text] of booked()) {
        for (const id of text.split("\r\n").slice(1, -1)) {
          const before = seen.get(id)
          if (before !== undefined) problems.push(`${id} is in ${before} and ${file}`)
          seen.set(id, file)
        }
      }
      if (!isLost)
        for (let at = 0; at < count; at++) if (!seen.has(`item-${at}`)) problems.push(`item-${at} is in no file`)
      return problems
    },
  }
}
