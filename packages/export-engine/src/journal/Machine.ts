/** This machine and this process, as other processes that share a journal must tell them apart. */
import { readFileSync, readlinkSync } from "node:fs"
import { hostname } from "node:os"
import { Context, Layer } from "effect"

export class Machine extends Context.Tag("export-engine/Machine")<
  Machine,
  {
    /** Differs between machines, and between containers that cannot see each other's processes. */
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
  static readonly layer = Layer.sync(this, () => ({
    id: `${hostname()} ${processNamespace()}`.trim(),
    host: hostname(),
    pid: process.pid,
    born: bornOf(process.pid),
    isAlive: (pid, born) => exists(pid) && (born === "" || bornOf(pid) === born),
  }))
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

const processNamespace = (): string => attempt(() => readlinkSync("/proc/self/ns/pid"))

const attempt = (read: () => string): string => {
  try {
    return read()
  } catch {
    return ""
  }
}
