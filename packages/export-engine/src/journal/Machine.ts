/** This machine and this process, as other processes that share a journal must tell them apart. */
import { randomBytes } from "node:crypto"
import { readFileSync, readlinkSync } from "node:fs"
import { hostname } from "node:os"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { makeFolder } from "./makeFolder.ts"
import { StateFolder } from "./StateFolder.ts"

export class Machine extends Context.Tag("export-engine/Machine")<
  Machine,
  {
    /** Differs between machines, between starts of a machine, and between containers that cannot see each other's processes. */
    readonly id: string
    /** For a person. */
    readonly host: string
    readonly pid: number
    /** When this process began, in whatever unit the system counts; empty where it cannot be known. */
    readonly born: string
    /** Whether the process with this id on this machine is still the one that began then. */
    readonly isAlive: (pid: number, born: string) => boolean
  }
>() {
  static readonly layer: Layer.Layer<Machine, never, FileSystem.FileSystem | Path.Path> = Layer.effect(
    this,
    Effect.map(keptId(), (kept) => {
      const start = attempt(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim())
      const namespace = attempt(() => readlinkSync("/proc/self/ns/pid"))
      return {
        // The name alone is not enough: cloned machines share it, and the kept id as well.
        id: [hostname(), kept, start, namespace].filter((part) => part !== "").join(" "),
        host: hostname(),
        pid: process.pid,
        born: bornOf(process.pid),
        isAlive: (pid, born) => exists(pid) && (born === "" || bornOf(pid) === born),
      }
    }),
  )
}

/** The host in an id, for a person. */
export const hostOf = (id: string): string => id.split(" ")[0] ?? ""

/** What stays of an id when its machine starts again: the host and the kept id. */
export const computerOf = (id: string): string =>
  id
    .split(" ")
    .filter((part, index) => index === 0 || isKeptId.test(part))
    .join(" ")

const isKeptId = /^[0-9a-f]{32}$/

/** A random id in the user's state folder, made once; empty where it cannot be kept. */
function keptId(): Effect.Effect<string, never, FileSystem.FileSystem | Path.Path> {
  return Effect.gen(function* () {
    const folder = (yield* StateFolder).path
    if (folder === undefined) return ""
    const fs = yield* FileSystem.FileSystem
    const file = (yield* Path.Path).join(folder, "machine-id")
    const read = Effect.map(fs.readFileString(file), (text) => text.trim())
    const make = Effect.gen(function* () {
      yield* makeFolder(folder)
      // Of several processes that make it at once, one succeeds and the others read what it wrote.
      yield* Effect.ignore(
        fs.writeFileString(file, `${randomBytes(16).toString("hex")}\n`, { flag: "wx", mode: 0o600 }),
      )
      return yield* read
    })
    return yield* Effect.orElse(read, () => make)
  }).pipe(Effect.orElseSucceed(() => ""))
}

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return error instanceof Error && "code" in error && error.code === "EPERM"
  }
}

/** Field 22 of /proc/<pid>/stat (Linux): a process id that was given out again has another. */
const bornOf = (pid: number): string =>
  attempt(() => {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? ""
  })

const attempt = (read: () => string): string => {
  try {
    return read()
  } catch {
    return ""
  }
}
