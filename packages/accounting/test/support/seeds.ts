/** Histories of many seeds, one after the other. */
import { Cause, Effect } from "effect"

export interface Report {
  readonly problems: ReadonlyArray<string>
  /** How often what happened, so that a test knows that enough did. */
  readonly sums: Readonly<Record<string, number>>
}

/** `pnpm soak` chooses them: how many there are, and the first. */
export const chosen = (given: { readonly total: number; readonly first?: number }): ReadonlyArray<number> => {
  const first = Number(process.env["FIRST_SEED"] ?? given.first ?? 1)
  return Array.from({ length: Number(process.env["HISTORIES"] ?? given.total) }, (_, index) => first + index)
}

/** All their problems, each with its seed; a history that breaks off is a problem, and the others go on. */
export const each = <E>(seeds: ReadonlyArray<number>, run: (seed: number) => Effect.Effect<Report, E>) =>
  Effect.gen(function* () {
    const sums = new Map<string, number>()
    const problems: Array<string> = []
    for (const seed of seeds) {
      const report = yield* Effect.catchAllCause(run(seed), (cause) =>
        Effect.succeed({ problems: [Cause.pretty(cause, { renderErrorCause: true })], sums: {} }),
      )
      problems.push(...report.problems.map((problem) => `seed ${seed}: ${problem}`))
      for (const [name, value] of Object.entries(report.sums)) sums.set(name, (sums.get(name) ?? 0) + value)
    }
    if (process.env["HISTORIES"] !== undefined) process.stdout.write(`${JSON.stringify(Object.fromEntries(sums))}\n`)
    return { problems, sums }
  })
