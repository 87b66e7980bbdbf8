/** Months as `2026-11`, and which of them the demo has to close. */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

export const add = (month, count) => {
  const [year, number] = month.split("-").map(Number)
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7)
}

/** The month of a moment, in Sweden, where the books are kept. */
export const of = (moment) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Stockholm" }).format(moment).slice(0, 7)

/** The manifest of the last reconciliation that was written; undefined where there is none. */
export const latest = (exports) =>
  existsSync(exports)
    ? readdirSync(exports)
        .filter((name) => /^reconcile-.*-manifest\.json$/.test(name))
        .map((name) => JSON.parse(readFileSync(join(exports, name), "utf8")))
        .toSorted((one, other) => one.serial - other.serial)
        .at(-1)
    : undefined

/** The three months before this one, or, after a reconciliation, those that are not final yet. */
export const due = (stand, current) => {
  const last = add(current, -1)
  const months = []
  for (
    let month = stand === undefined ? add(current, -3) : add(stand.month, stand.final ? 1 : 0);
    month <= last;
    month = add(month, 1)
  )
    months.push(month)
  return months
}
