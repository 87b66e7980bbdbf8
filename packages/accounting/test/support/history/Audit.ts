/** What the files of a history, its journal and the server say about each other in the end. */
import { DateTime, Effect } from "effect"
import * as VerifyApi from "@amili-cases/accounting/closed/VerifyApi"
import * as Verify from "@amili-cases/export-engine/evidence/Verify"
import type * as Attempts from "./Attempts.ts"
import * as Bridges from "./Bridges.ts"
import * as Books from "./Books.ts"
import * as Files from "./Files.ts"
import * as Portfolios from "./Portfolios.ts"
import * as Truth from "./Truth.ts"
import type * as World from "./World.ts"

/** Numbers that add up over histories. */
export interface Report {
  readonly problems: ReadonlyArray<string>
  readonly sums: Readonly<Record<string, number>>
}

export const report = ({
  attempts,
  problems,
  seed,
  start,
  world,
}: {
  readonly seed: number
  readonly world: Effect.Effect.Success<ReturnType<typeof World.make>>
  readonly attempts: ReturnType<typeof Attempts.make>
  readonly problems: ReadonlyArray<string>
  readonly start: DateTime.Utc | undefined
}) =>
  Effect.gen(function* () {
    const { alone, engine, out } = world
    const timeline = Truth.timeline(engine.cases)
    const books = Books.make(timeline, start && DateTime.formatIso(start))
    const found = [...problems]
    let open: Files.Files | undefined
    for (const attempt of attempts.finished) {
      const files = attempt.serial === undefined ? undefined : Files.read(out, attempt.dataset, attempt.serial)
      if (attempt.dataset === "open") {
        if (files !== undefined) {
          found.push(...Portfolios.check(timeline, files, open, attempt))
          found.push(...Bridges.check(timeline, files, open, attempt, books.booked))
        }
        open = files
        continue
      }
      if (files !== undefined) books.book(files, attempt)
      books.audit(attempt, files?.manifest.window?.until ?? attempt.end ?? "")
    }
    found.push(...books.problems, ...sumsAgainst(books, timeline, engine.cases.version))
    found.push(...strangers(out, attempts))

    const gone = new Set(timeline.ids.filter((id) => now(timeline, id, engine.cases.version) === undefined))
    const expected = [...books.booked].filter(([id, { open }]) => !open && gone.has(id)).map(([id]) => id)
    const verified = yield* alone(
      Effect.all({
        chain: Verify.chain("default"),
        files: Verify.files("default", out),
        api: VerifyApi.verify("default", []),
      }),
    )
    for (const { problem, subject } of [...verified.chain, ...verified.files.findings]) {
      found.push(`verify: ${subject}: ${problem}`)
    }
    const missing = verified.api.findings
      .filter(({ problem }) => problem.startsWith("exported, but"))
      .map(({ subject }) => subject)
    if (missing.length !== verified.api.findings.length || String(missing.toSorted()) !== String(expected.toSorted())) {
      found.push(`verify --api finds ${JSON.stringify(verified.api.findings)}, and gone are ${expected.join(", ")}`)
    }
    const { tally, strikes } = attempts
    const result: Report = {
      problems: found.map((problem) => `history ${seed}: ${problem}`),
      sums: {
        histories: 1,
        ...tally,
        cases: timeline.ids.length,
        changes: engine.cases.changes.length,
        requests: engine.served.length,
        faults: strikes.total(),
        ...books.counts,
        openRuns: attempts.last.open,
      },
    }
    return result
  })

const now = (timeline: Truth.Timeline, id: string, version: number) => timeline.states(id, version, version)[0]

/** The sum of the books per currency against the server's, to the öre: closed cases that are there and were exported. */
const sumsAgainst = ({ booked }: Books.Books, timeline: Truth.Timeline, version: number): ReadonlyArray<string> => {
  const sums = new Map<string, { books: bigint; server: bigint }>()
  for (const [id, { line, open }] of booked) {
    const state = now(timeline, id, version)
    if (state === undefined) continue
    const [, , currency = "", amount] = line.split("|")
    const add = (currency: string, books: bigint, server: bigint) => {
      const sum = sums.get(currency) ?? { books: 0n, server: 0n }
      sums.set(currency, { books: sum.books + books, server: sum.server + server })
    }
    if (!open) add(currency, Truth.hundredths(amount), 0n)
    if (!state.open) add(state.currency, 0n, state.hundredths)
  }
  return [...sums].flatMap(([currency, { books, server }]) =>
    books === server ? [] : [`the books say ${Truth.decimal(books)} ${currency}, the server ${Truth.decimal(server)}`],
  )
}

/** Whether each file in the folder belongs to a run that counts, and each such run has its files. */
const strangers = (out: string, { last }: ReturnType<typeof Attempts.make>): ReadonlyArray<string> => {
  const named = (["open", "closed"] as const).flatMap((dataset) =>
    Array.from({ length: last[dataset] }, (_, index) => Files.read(out, dataset, index + 1)).flatMap(({ manifest }) =>
      manifest.files.map(({ name }) => name),
    ),
  )
  const all = Files.names(out).filter((name) => !name.endsWith("-manifest.json"))
  const [here, told] = [all, named.toSorted()].map((names) => names.join(", "))
  return here === told ? [] : [`files in the folder: ${here}; in the manifests: ${told}`]
}
