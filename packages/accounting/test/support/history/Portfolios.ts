/** Holds every open run against what was open while it was reading. */
import type { Attempt } from "./Books.ts"
import { sumsOf } from "./Books.ts"
import type { Files } from "./Files.ts"
import type { Timeline } from "./Truth.ts"

export const check = (
  timeline: Timeline,
  files: Files,
  previous: Files | undefined,
  attempt: Attempt,
): ReadonlyArray<string> => {
  const subject = `open run ${files.serial}`
  const problems = [...sumsOf(subject, files)]
  if (files.serial !== (previous?.serial ?? 0) + 1) problems.push(`${subject} follows ${previous?.serial}`)
  if (files.manifest.previousRunSha256 !== (previous?.sha256 ?? null)) problems.push(`${subject} breaks the chain`)
  const listed = new Map(files.rows.map((row) => [row["case_id"] ?? "", row]))
  const doubtful = new Set(files.quarantine.map((row) => row["case_id"] ?? ""))
  if (listed.size !== files.rows.length) problems.push(`${subject} lists a case twice`)
  for (const id of timeline.ids) {
    const states = timeline.states(id, attempt.from, attempt.until)
    const row = listed.get(id)
    const said = row && `${row["currency"]} ${row["remaining_capital"]}`
    const open = states.filter((state) => state?.open)
    if (row !== undefined && !open.some((state) => said === `${state?.currency} ${state?.line.split("|")[3]}`)) {
      problems.push(`${subject}: ${id} was never open with ${said}`)
    }
    if (row === undefined && open.length === states.length && states.length > 0 && !doubtful.has(id)) {
      problems.push(`${subject}: ${id} was open all along and is not in it`)
    }
  }
  return problems
}
