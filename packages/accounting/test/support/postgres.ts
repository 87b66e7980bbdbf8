import { spawnSync } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Reactivity from "@effect/experimental/Reactivity"
import { SqlClient } from "@effect/sql/SqlClient"
import { Effect, Exit, Layer, Redacted, Scope } from "effect"
import { afterAll } from "vitest"
import * as Journal from "@amili-cases/accounting/Journal"
import * as SharedJournal from "@amili-cases/export-engine/database/SharedJournal"
import * as Layers from "./layers.ts"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"

const root = "/usr/lib/postgresql"

/** Folder of PostgreSQL's programs; undefined when it is not installed. */
export const binaries: string | undefined = [
  process.env["PGBIN"] ?? "",
  ...(existsSync(root) ? readdirSync(root).map((version) => join(root, version, "bin")) : []),
].find((folder) => folder !== "" && existsSync(join(folder, "initdb")))

/** PostgreSQL refuses to run as root. */
const asUser = (program: string, args: ReadonlyArray<string>) => {
  const isRoot = process.getuid?.() === 0
  const command = isRoot ? "runuser" : program
  const rest = isRoot ? ["-u", "postgres", "--", program, ...args] : args
  const { status, stderr } = spawnSync(command, rest, {
    cwd: tmpdir(),
    encoding: "utf8",
    stdio: ["ignore", "ignore", "pipe"],
  })
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`)
}

export const freePort = Effect.async<number>((resume) => {
  const server = createServer()
  server.listen(0, "127.0.0.1", () => {
    const address = server.address()
    server.close(() => resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : 0)))
  })
})

/** A server on a free port: its URL, and its restart, which ends every connection. */
export const start = Effect.gen(function* () {
  const folder = binaries ?? ""
  const port = yield* freePort
  const data = mkdtempSync(join(tmpdir(), "amili-postgres-"))
  if (process.getuid?.() === 0) {
    const { stdout } = spawnSync("id", ["-u", "postgres"], { encoding: "utf8" })
    chownSync(data, Number(stdout.trim()), -1)
  }
  const control = join(folder, "pg_ctl")
  const options = `-p ${port} -h 127.0.0.1 -k ${data} -c fsync=off`
  yield* Effect.acquireRelease(
    Effect.sync(() => {
      asUser(join(folder, "initdb"), ["-D", data, "-U", "journal", "-A", "trust", "-E", "UTF8", "--no-sync"])
      asUser(control, ["-D", data, "-w", "-l", join(data, "log"), "-o", options, "start"])
    }),
    () =>
      Effect.sync(() => {
        asUser(control, ["-D", data, "-m", "immediate", "stop"])
        rmSync(data, { recursive: true, force: true })
      }),
  )
  const restart = Effect.sync(() =>
    asUser(control, ["-D", data, "-w", "-m", "fast", "-l", join(data, "log"), "-o", options, "restart"]),
  )
  return { url: `postgres://journal@127.0.0.1:${port}/postgres`, restart }
})

const inside = <A, E, R>(url: string, effect: Effect.Effect<A, E, R>) =>
  Effect.provideServiceEffect(effect, SqlClient, SharedJournal.client(Redacted.make(url))).pipe(
    Effect.provideServiceEffect(Reactivity.Reactivity, Reactivity.make),
    Effect.scoped,
  )

/** Lets the holder of the lock have been silent for so many seconds, by the database's clock. */
export const silentFor = (url: string, seconds: number) =>
  query(url, `UPDATE run_lock SET beat = CAST(extract(epoch FROM clock_timestamp()) AS DOUBLE PRECISION) - ${seconds}`)

/** Does something to the journal behind the program's back. */
export const query = (url: string, statement: string) =>
  inside(
    url,
    Effect.flatMap(SqlClient, (sql) => sql.unsafe(statement)),
  )

/** A journal with nothing in it, not even tables. */
export const empty = (url: string) => query(url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public")

/**
 * A server with nothing in it, for the file that calls this. The tests of the file share it, since it takes longer to
 * start than most of them to run.
 */
export const serverOfFile = () => {
  const scope = Effect.runSync(Scope.make())
  afterAll(() => Effect.runPromise(Scope.close(scope, Exit.void)))
  const started = Effect.map(start, ({ url }) => url)
  return Effect.tap(Effect.runSync(Effect.cached(Scope.extend(started, scope))), empty)
}

/** What `verify` finds in the chain of runs. */
export const findings = (url: string) =>
  Verify.chain("default").pipe(
    Effect.provide(Layer.provide(Journal.layer({ _tag: "Server", url: Redacted.make(url) }), Layers.platform)),
  )
