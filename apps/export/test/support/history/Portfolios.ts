/** Holds every open run against what was open while it was reading, and its bridge against the run before. */
import type { Attempt } from "./Books.ts"
import { sumsOf } from "./Books.ts"
import type { Files, Row } from "./Files.ts"
import { decimal, hundredths, type Timeline } from "./Truth.ts"

export const check = (
  timeline: Timeline,
  files: Files,
  previous: Files | undefined,
  attempt: Attempt,
): ReadonlyArray<string> => {
  const subject = `open run ${files.serial}`
  const problems = [...sumsOf(subject, files), ...bridgeOf(subject, files, previous)]
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

const movements = ["new", "reopened", "closed", "revalued", "unexplained"]

/** Previous plus movements is this one, in number and to the öre, and every case that does not fit is named. */
const bridgeOf = (subject: string, files: Files, previous: Files | undefined): ReadonlyArray<string> => {
  const { bridge } = files
  if (previous === undefined || bridge === undefined) {
    return (previous === undefined) === (bridge === undefined) ? [] : [`${subject} has a bridge for no reason, or none`]
  }
  const lines = bridge.filter((row) => row["case_id"] === "")
  const misfits = bridge.filter((row) => row["case_id"] !== "")
  const problems: Array<string> = []
  const compare = (what: string, a: string, b: string) => {
    if (a !== b) problems.push(`${subject}: ${what}: ${a} against ${b}`)
  }
  for (const currency of new Set([...previous.rows, ...files.rows, ...lines].map((row) => row["currency"] ?? ""))) {
    const of = (rows: ReadonlyArray<Row>, ...items: ReadonlyArray<string>) =>
      rows.filter((row) => row["currency"] === currency && items.includes(row["item"] ?? ""))
    const portfolio = ({ rows }: Files) => {
      const own = rows.filter((row) => row["currency"] === currency)
      return `${own.length} ${decimal(own.reduce((sum, row) => sum + hundredths(row["remaining_capital"]), 0n))}`
    }
    compare(`opening ${currency}`, total(of(lines, "opening")), portfolio(previous))
    compare(`closing ${currency}`, total(of(lines, "closing")), portfolio(files))
    compare(`balance ${currency}`, total(of(lines, "opening", ...movements)), total(of(lines, "closing")))
    compare(`named ${currency}`, total(of(lines, "unexplained")), total(of(misfits, "unexplained")))
  }
  compare("cases that do not fit", String(files.manifest.counts["unexplained"]), String(misfits.length))
  return problems
}

const total = (rows: ReadonlyArray<Row>): string =>
  `${rows.reduce((sum, row) => sum + Number(row["count"]), 0)} ${decimal(
    rows.reduce((sum, row) => sum + hundredths(row["amount"]), 0n),
  )}`
