/**
 * When what the journal said about a line, payout or case counts. Some events have a day of their own, all others that of
 * the run that said them. An event counts at the latest when the one after it does, so that whatever counts at an instant
 * is a beginning of what was said. Pure.
 */

/** Said after a month was made final: it counts in the month after that one. */
export interface Floor {
  /** Serial of the last run that the final month knew of. */
  readonly after: number
  /** ISO: the first instant after the final month. */
  readonly from: string
}

/** What is known of the runs of a dataset. */
export interface Runs {
  /** Later ones are not known yet. */
  readonly through: number
  /** ISO, by serial. */
  readonly startedAt: ReadonlyMap<number, string>
  readonly floors: ReadonlyArray<Floor>
}

interface Said {
  readonly serial: number
}

/** When an event counts by itself. `own` is its own instant (ISO), where it has one. */
export const instantOf = ({ serial }: Said, own: string | null | undefined, { floors, startedAt }: Runs): string => {
  const instant = own ?? startedAt.get(serial) ?? ""
  return floors.reduce((latest, { after, from }) => (serial > after && latest < from ? from : latest), instant)
}

/** How many of the events count before an instant; `instants` are those of `instantOf`. */
export const countBefore = (instants: ReadonlyArray<string>, end: string): number =>
  instants.findLastIndex((instant) => instant < end) + 1

/** Whether a final month has moved the event to a later one. */
export const isMoved = ({ serial }: Said, own: string | null | undefined, runs: Runs): boolean =>
  instantOf({ serial }, own, { ...runs, floors: [] }) !== instantOf({ serial }, own, runs)
