/** From the options of a sandbox to what its engine serves. */
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import { readFile } from "node:fs/promises"
import { basename } from "node:path"
import { fromDocuments, type Source } from "../eve/Source.ts"
import { type Document } from "../../Document.ts"
import { type Settings } from "../../Engine.ts"
import * as ExtendedJson from "../../ExtendedJson.ts"
import * as Faults from "../../Faults.ts"
import * as Generator from "../../Generator.ts"
import { resources } from "../../Resources.ts"
import { type Options, SandboxError } from "./StartOptions.ts"

export const settings = (
  options: Options,
  base: Pick<Settings, "apiCode" | "publicKeys" | "sources">,
): Effect.Effect<Settings, SandboxError> =>
  Effect.gen(function* () {
    const { rateLimit: limit, allowedFilters, validateFilters, drift, backDate = 5, noTotals, faults = [] } = options
    return {
      ...options,
      ...base,
      totals: noTotals !== true,
      rules: { allowedFilters, validateFilters },
      drift: drift === undefined || drift === 0 ? undefined : { events: drift, backDate, ...options.driftRates },
      faults: yield* Effect.forEach(faults, (fault) =>
        typeof fault === "string" ? parseFault(fault) : Effect.succeed(fault),
      ),
      rateLimit:
        limit === undefined
          ? undefined
          : { limit, period: options.ratePeriod ?? 60, grace: options.rateGrace ?? 10, perToken: options.ratePerToken },
    }
  })

const parseFault = (text: string): Effect.Effect<Faults.Fault, SandboxError> =>
  Effect.mapError(Faults.parse(text), (message) => new SandboxError({ message: `--fault: ${message}`, exitCode: 2 }))

/** The documents that the options name: given ones, files, or a generated portfolio. */
export const load = (options: Options): Effect.Effect<ReadonlyMap<string, Source>, SandboxError> =>
  Effect.gen(function* () {
    const sources = new Map<string, Source>(resources.map((resource) => [resource, fromDocuments([])]))
    if (options.data !== undefined) {
      for (const [resource, documents] of Object.entries(options.data)) sources.set(resource, fromDocuments(documents))
    } else if (options.dataFiles !== undefined && options.dataFiles.length > 0) {
      for (const file of options.dataFiles)
        sources.set(yield* resourceOf(file), fromDocuments(yield* documentsOf(file)))
    } else {
      const { cases = 2000, seed = 1, now = Generator.defaultNow, oddities } = options
      if (Number.isNaN(Generator.instant(now))) {
        return yield* new SandboxError({
          message: `now: '${now}' is no day`,
          hint: "write it as 2026-01-31",
          exitCode: 2,
        })
      }
      const portfolio = Generator.portfolio({ cases, seed, now, oddities })
      for (const [resource, source] of Object.entries(portfolio)) sources.set(resource, source)
    }
    return sources
  })

const resourceOf = (file: string): Effect.Effect<string, SandboxError> => {
  const name = basename(file).replace(/\.(ndjson|jsonl|json)$/, "")
  const known: ReadonlyArray<string> = resources
  return known.includes(name)
    ? Effect.succeed(name)
    : Effect.fail(
        new SandboxError({
          message: `${file} names no resource`,
          hint: `name the file after its resource: ${resources.map((resource) => `${resource}.ndjson`).join(", ")}`,
          exitCode: 2,
        }),
      )
}

const documentsOf = (file: string): Effect.Effect<ReadonlyArray<Document>, SandboxError> =>
  Effect.gen(function* () {
    const text = yield* Effect.tryPromise({
      try: () => readFile(file, "utf8"),
      catch: () => new SandboxError({ message: `cannot read ${file}`, hint: "check the path and its permissions" }),
    })
    const documents = ExtendedJson.parseLines(text)
    if (Either.isRight(documents)) return documents.right
    const { line, problem } = documents.left
    return yield* new SandboxError({
      message: `${file}, line ${line}: ${problem}`,
      hint: "one document a line, in MongoDB extended JSON",
    })
  })
