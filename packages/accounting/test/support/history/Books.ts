/**
 * An accountant who books every file of every closed run in its order, and an auditor who holds each line against what
 * the server said while that run was reading. Problems are lines of text, so that a failing history explains itself.
 */
import * as CalendarDay from "@amili-cases/core/CalendarDay"
import type { Through } from "@amili-cases/accounting/closed/period/Through"
import { DateTime } from "effect"
import type { Files, Row } from "./Files.ts"
import { decimal, hundredths, lineOf, type State, type Timeline } from "./Truth.ts"

/** What a run was asked to do, and between which versions of the server's data it did it. */
export interface Attempt {
  readonly from: number
  readonly until: number
  /** Ids; empty means all. */
  readonly creditors: ReadonlyArray<string>
  /** Amounts that arrived as NaN: cases that this run may have put into the hands of a person. */
  readonly garbled: number
  /** The day that the run ends with, where it was asked for one. */
  readonly through?: Through | undefined
}

interface Booked {
  readonly serial: number
  readonly line: string
  readonly open: boolean
}

export interface Books {
  readonly problems: Array<string>
  /** The last word on each case that was ever exported. */
  readonly booked: Map<string, Booked>
  readonly book: (files: Files, attempt: Attempt) => void
  /** Whether all that stood still while a run was reading is in the books as the server has it. `until` is exclusive, ISO. */
  readonly audit: (attempt: Attempt, until: string) => void
  readonly counts: {
    rows: number
    corrections: number
    quarantined: number
    missed: number
    repeated: number
    late: number
  }
}

export const make = (timeline: Timeline, floor: string | undefined): Books => {
  const problems: Array<string> = []
  const booked = new Map<string, Booked>()
  const unreadable = new Set<string>()
  const undated = new Set<string>()
  const counts = { rows: 0, corrections: 0, quarantined: 0, missed: 0, repeated: 0, late: 0 }
  let previous: Files | undefined
  /** Where the last run or look for new cases ended, of all creditors. ISO. */
  let known: string | undefined

  const wasTrue = (id: string, attempt: Attempt, line: string, open: boolean): boolean =>
    timeline
      .states(id, attempt.from, attempt.until)
      .some((state) => state !== undefined && state.open === open && (open || state.line === line))

  const bookRow = (row: Row, files: Files, attempt: Attempt) => {
    const id = row["case_id"] ?? ""
    const line = lineOfRow(row)
    if (booked.has(id)) {
      counts.repeated += 1
      problems.push(`run ${files.serial} repeats ${id}`)
    }
    if (!wasTrue(id, attempt, line, false)) problems.push(`run ${files.serial}: ${id} was never ${line}`)
    booked.set(id, { serial: files.serial, line, open: false })
  }

  const bookCorrection = (row: Row, files: Files, attempt: Attempt) => {
    const id = row["case_id"] ?? ""
    const line = lineOfRow(row)
    const before = booked.get(id)
    const open = row["change"] === "reopened"
    const subject = `run ${files.serial}: correction of ${id}`
    if (before === undefined) problems.push(`${subject}, which was never exported`)
    if (row["corrects_run"] !== String(before?.serial)) problems.push(`${subject} names run ${row["corrects_run"]}`)
    const was = lineOf([row["previous_closed_on"], row["previous_close_reason"], row["previous_remaining_capital"]])
    if (before?.open === false && withoutCurrency(before.line) !== was) {
      problems.push(`${subject} says that it was ${was}, and it was ${before.line}`)
    }
    if (before?.open === open && open) problems.push(`${subject} opens it twice`)
    if ((row["change"] === "closed_again") !== (before?.open === true)) {
      problems.push(`${subject} is called ${row["change"]}`)
    }
    if (!wasTrue(id, attempt, line, open)) problems.push(`${subject}: it was never ${open ? "open" : line}`)
    booked.set(id, { serial: files.serial, line, open })
  }

  /** Each new case is in the run of its period, or is named as late; the periods follow each other without a gap. */
  const checkPeriod = ({ manifest, rows, serial }: Files, attempt: Attempt) => {
    const { from = null } = manifest.window?.period ?? {}
    if (attempt.creditors.length > 0) return
    if (known !== undefined && from !== known)
      problems.push(`run ${serial} begins ${from}, and the one before ended ${known}`)
    const { through } = attempt
    const afterwards = rows.filter(
      (row) => through !== undefined && (row["closed_on"] ?? "") >= CalendarDay.of(through.end),
    )
    if (afterwards.length > 0)
      problems.push(`run ${serial} has ${afterwards[0]?.["case_id"]}, closed after ${through?.name}`)
    const day = from === null ? "" : CalendarDay.of(DateTime.unsafeMake(from))
    const early = rows.filter((row) => (row["closed_on"] ?? "") < day).length
    const sameDay = rows.filter((row) => (row["closed_on"] ?? "") === day).length
    const named = manifest.late?.count ?? 0
    counts.late += named
    if (named < early || named > early + sameDay) problems.push(`run ${serial} names ${named} late, of ${early}`)
  }

  return {
    problems,
    booked,
    counts,
    book: (files, attempt) => {
      const { corrections, manifest, quarantine, rows, serial } = files
      if (serial !== (previous?.serial ?? 0) + 1) problems.push(`run ${serial} follows run ${previous?.serial}`)
      if (manifest.previousRunSha256 !== (previous?.sha256 ?? null)) problems.push(`run ${serial} breaks the chain`)
      problems.push(...sumsOf(`run ${serial}`, files))
      checkPeriod(files, attempt)
      for (const row of rows) bookRow(row, files, attempt)
      for (const row of corrections) bookCorrection(row, files, attempt)
      for (const { case_id: id = "", problem } of quarantine) {
        if (problem === "undecodable") unreadable.add(id)
        if (problem === "undated") undated.add(id)
      }
      const told = [manifest.counts["closed"], manifest.counts["corrections"], manifest.counts["quarantined"]]
      const found = [rows.length, corrections.length, quarantine.length]
      if (String(told) !== String(found)) {
        problems.push(`run ${serial} says ${told.join(", ")} rows, and has ${found.join(", ")}`)
      }
      counts.rows += rows.length
      counts.corrections += corrections.length
      counts.quarantined += quarantine.length
      previous = files
    },
    audit: (attempt, until) => {
      if (attempt.creditors.length === 0) known = until
      for (const id of timeline.ids) {
        const states = timeline.states(id, attempt.from, attempt.until)
        const [state] = states
        if (states.length !== 1 || state === undefined) continue
        if (attempt.creditors.length > 0 && !attempt.creditors.includes(state.creditor)) continue
        const wrong = wrongOf(id, state, until, attempt.through !== undefined)
        if (wrong === undefined || (attempt.garbled > 0 && unreadable.has(id))) continue
        if (wrong.startsWith("missed")) counts.missed += 1
        problems.push(`${wrong}: ${id} ${state.line}, in the books ${booked.get(id)?.line}`)
      }
    },
  }

  function wrongOf(id: string, state: State, until: string, endsEarlier: boolean): string | undefined {
    const last = booked.get(id)
    const { closedAt } = state
    const isOutside = closedAt !== undefined && (closedAt >= until || (floor !== undefined && closedAt < floor))
    // A run that ends with a day leaves corrections that close a case after it to the next one.
    if (isOutside && (last === undefined || endsEarlier)) return undefined
    // An open case that was never exported is for the export of open cases to tell.
    const isOthers = state.open && last === undefined
    if (!state.readable) return unreadable.has(id) || isOthers ? undefined : "unreadable, and nobody was told"
    if (state.open) return last === undefined || last.open ? undefined : "open, and booked as closed"
    if (last !== undefined) return !last.open && last.line === state.line ? undefined : "booked otherwise"
    if (closedAt === undefined) return undated.has(id) ? undefined : "undated, and nobody was told"
    return "missed"
  }
}

const lineOfRow = (row: Row): string =>
  lineOf([row["closed_on"], row["close_reason"], row["currency"], row["remaining_capital"]])

const withoutCurrency = (line: string): string => {
  const [day, reason, , amount] = line.split("|")
  return lineOf([day, reason, amount])
}

/** The sums and counts of a manifest against those of its rows. */
export const sumsOf = (subject: string, { manifest, rows }: Files): ReadonlyArray<string> => {
  const sums = new Map<string, { count: number; sum: bigint }>()
  for (const row of rows) {
    const currency = row["currency"] ?? ""
    const { count, sum } = sums.get(currency) ?? { count: 0, sum: 0n }
    sums.set(currency, { count: count + 1, sum: sum + hundredths(row["remaining_capital"]) })
  }
  const found = [...sums].map(([currency, { count, sum }]) => `${currency} ${count} ${decimal(sum)}`)
  const told = manifest.sums.map(({ count, currency, sum }) => `${currency} ${count} ${sum}`)
  const [a, b] = [found, told].map((lines) => lines.toSorted().join(", "))
  return a === b ? [] : [`${subject} says ${b}, and its rows say ${a}`]
}
