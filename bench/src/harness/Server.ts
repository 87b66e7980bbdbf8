/** A server of a benchmark, in a process of its own. */
import { fork } from "node:child_process"
import { fileURLToPath } from "node:url"
import { record } from "./json.ts"

export interface Server {
  /** What points a client at it. */
  readonly environment: Readonly<Record<string, string>>
  /** Requests for lists and items since the last time this was asked, authentication not among them. */
  readonly requests: () => Promise<number>
  readonly close: () => void
}

export interface ServerOptions {
  readonly cases: number
  /** Milliseconds before each answer. */
  readonly latency?: number
  /** Answers each request once and from memory from then on, so that the server's own work is no part of what is measured. */
  readonly replay?: boolean
}

export const start = async (options: ServerOptions): Promise<Server> => {
  const child = fork(fileURLToPath(new URL("./server.mjs", import.meta.url)), [JSON.stringify(options)], {
    execArgv: ["--max-old-space-size=3000"],
  })
  const next = () =>
    new Promise<unknown>((resolve, reject) => {
      const failed = (code: number | null) => reject(new Error(`the server ended with code ${code}`))
      child.once("exit", failed)
      child.once("message", (message) => {
        child.off("exit", failed)
        resolve(message)
      })
    })
  const environment = Object.fromEntries(
    Object.entries(record(await next())).map(([name, value]) => [name, String(value)]),
  )
  return {
    environment,
    requests: async () => {
      child.send("requests")
      return Number(await next())
    },
    close: () => child.kill(),
  }
}
