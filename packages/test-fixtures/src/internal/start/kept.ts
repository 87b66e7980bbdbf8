/** A simulated portfolio that outlives its server: a folder keeps the key, how the history began, and how far it has come. */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import * as Generator from "../../Generator.ts"
import { type Options, SandboxError } from "./StartOptions.ts"
import { monthsBefore } from "../finance/start.ts"

/** How the history began: the same in every start. */
const Beginning = Schema.Struct({
  /** ISO. */
  since: Schema.String,
  cases: Schema.Number,
  seed: Schema.Number,
  unkind: Schema.Number,
})
const Kept = Schema.Struct({
  ...Beginning.fields,
  /** How far the server's clock has come, ISO: it never goes back. */
  now: Schema.String,
})
type Kept = typeof Kept.Type

const decode = Schema.decodeUnknownEither(Schema.parseJson(Kept))

export interface Standing {
  /** The options with which the history goes on. */
  readonly options: Options
  readonly keyFile: string
  /** Keeps how far the server's clock has come. */
  readonly keep: (now: number) => void
}

/** What the folder of the options says; nothing where they name none. */
export const open = (options: Options): Effect.Effect<Standing | undefined, SandboxError> =>
  Effect.gen(function* () {
    if (options.folder === undefined) return undefined
    const folder = resolve(options.folder)
    const file = join(folder, "sandbox.json")
    const clock = yield* Clock.currentTimeMillis
    const asked = options.now === undefined ? clock : Generator.instant(options.now)
    const before = existsSync(file) ? yield* read(file) : undefined
    const beginning = before ?? (yield* begin(options, asked))
    if (before !== undefined) yield* refuseOther(options, before, folder)
    const now = Math.max(asked, before === undefined ? asked : Date.parse(before.now))
    const keep = (at: number) => write(file, { ...beginning, now: new Date(at).toISOString() })
    yield* Effect.try({
      try: () => {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        keep(now)
      },
      catch: () =>
        new SandboxError({
          message: `--folder: cannot write to ${folder}`,
          hint: "name a folder that you may write to",
        }),
    })
    const { cases, seed, since, unkind } = beginning
    const standing: Standing = {
      options: { ...options, cases, seed, since, unkind, now: new Date(now).toISOString() },
      keyFile: join(folder, "private-key.pem"),
      keep,
    }
    return standing
  })

const begin = ({ cases = 2000, months, seed = 1, since, unkind = 0 }: Options, now: number) => {
  if (months === undefined && since === undefined)
    return refuse(
      "--folder keeps a simulated portfolio, and there is none in it yet",
      "give --months, such as --months 6",
    )
  const from = since === undefined ? monthsBefore(now, months ?? 0) : Generator.instant(since)
  if (Number.isNaN(from) || Number.isNaN(now))
    return refuse(`${Number.isNaN(now) ? "--now" : "--since"} is no day`, "write it as 2026-01-31")
  return Effect.succeed({ since: new Date(from).toISOString(), cases, seed, unkind })
}

/** What is given must be what the history began with; months only say where a new one begins. */
const refuseOther = (options: Options, kept: Kept, folder: string) => {
  const { cases, seed, since, unkind } = options
  const day = since === undefined ? undefined : new Date(Generator.instant(since)).toISOString().slice(0, 10)
  const given = { cases, seed, unkind, since: day }
  const began = { cases: kept.cases, seed: kept.seed, unkind: kept.unkind, since: kept.since.slice(0, 10) }
  const names: ReadonlyArray<keyof typeof given> = ["cases", "seed", "unkind", "since"]
  const other = names.find((name) => given[name] !== undefined && given[name] !== began[name])
  return other === undefined
    ? Effect.void
    : refuse(
        `--${other}: the portfolio in ${folder} began with ${began[other]}`,
        `leave --${other} out, or name another folder`,
      )
}

const read = (file: string): Effect.Effect<Kept, SandboxError> =>
  Effect.suspend(() =>
    Either.match(decode(readFileSync(file, "utf8")), {
      onLeft: () => refuse(`--folder: ${file} was not written by a sandbox`, "name another folder"),
      onRight: Effect.succeed,
    }),
  )

/** In one step, so that a sandbox that is killed leaves the file whole. */
const write = (file: string, kept: Kept): void => {
  writeFileSync(`${file}.new`, `${JSON.stringify(kept, undefined, 2)}\n`)
  renameSync(`${file}.new`, file)
}

const refuse = (message: string, hint: string) => Effect.fail(new SandboxError({ message, hint, exitCode: 2 }))
