/** How the exports that run by themselves have ended. */
import process from "node:process"
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import * as Schedule from "@amili-cases/app-kit/schedule/Schedule"
import * as Status from "@amili-cases/app-kit/schedule/Status"
import * as Verdict from "@amili-cases/app-kit/schedule/Verdict"
import { shown } from "@amili-cases/export-engine/run/Instant"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export const check = (name: string) =>
  Effect.gen(function* () {
    const found = yield* Effect.forEach(DatasetName.literals, (dataset) => Status.of({ profile: name, dataset }))
    const known = found.filter((status) => status !== undefined)
    const verdicts = yield* verdictsOf(name)
    // Each dataset's own: which one ended last is not known where the clock was set meanwhile.
    const failed = verdicts.filter(
      ({ dataset, exitCode }) =>
        exitCode !== 0 && (known.length === 0 || known.some((status) => status.dataset === dataset)),
    )
    if (failed.length > 0)
      return {
        warning: failed
          .map(({ dataset, endedAt, exitCode }) => {
            return `the last scheduled export (${dataset}) ended with ${exitCode} on ${shown(endedAt)}`
          })
          .join("; "),
        next: "see what it said with amili-export schedule status, and amili-export help exit-codes",
      }
    const last = verdicts.at(-1)
    const ended = last === undefined ? "" : `; the last one ended with 0 on ${shown(last.endedAt)}`
    if (process.platform === "win32") return `see the Task Scheduler${ended}`
    return known.length === 0
      ? "nothing runs by itself"
      : known.map(({ dataset, means, when }) => `${dataset} by ${means}, ${Schedule.asSpoken(when)}`).join("; ") + ended
  })

/** How the last scheduled export of each dataset ended, the latest at the end. */
const verdictsOf = (profile: string) =>
  Effect.map(
    Effect.forEach(DatasetName.literals, (dataset) =>
      Effect.map(
        Verdict.read({ profile, dataset }),
        Option.map(({ endedAt, exitCode }) => ({ dataset, endedAt, exitCode })),
      ),
    ),
    (all) => Array.getSomes(all).toSorted((a, b) => (a.endedAt < b.endedAt ? -1 : 1)),
  )
