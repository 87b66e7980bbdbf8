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

/** The three months before this one, or, of a portfolio that was there before, those that are not final yet. */
export const due = (exports, current) => {
  const last = add(current, -1)
  const stands = existsSync(exports)
    ? readdirSync(exports)
        .filter((name) => /^reconcile-.*-manifest\.json$/.test(name))
        .map((name) => JSON.parse(readFileSync(join(exports, name), "utf8")))
        .toSorted((one, other) => one.serial - other.serial)
    : []
  const latest = stands.at(-1)
  const months = []
  for (
    let month = latest === undefined ? add(current, -3) : add(latest.month, latest.final ? 1 : 0);
    month <= last;
    month = add(month, 1)
  )
    months.push(month)
  return months
}
