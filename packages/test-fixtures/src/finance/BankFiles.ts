/** Files as a creditor gets them from the bank: one for each week, which overlap, and one of everything. */
import { day } from "../internal/finance/days.ts"
import * as Camt from "./Camt.ts"
import { type Event } from "./Event.ts"
import * as Statements from "./Statements.ts"

/** A file as the bank would deliver it: its name and its XML. */
export interface BankFile {
  /** The name of the file. */
  readonly name: string
  /** The XML of the file. */
  readonly content: string
}

/** Which days and accounts the files are of, and in which version of the camt messages. */
export interface Options extends Statements.Range {
  /** The version of the camt messages. */
  readonly version: Camt.Message["version"]
}

/**
 * Notifications week by week, each with the last two days of the week before, and the statements of the whole range. A
 * bank makes no file of nothing.
 */
export const make = (events: ReadonlyArray<Event>, options: Options): ReadonlyArray<BankFile> => {
  const filesOf = (kind: Camt.Message["kind"], from: number, to: number): ReadonlyArray<BankFile> => {
    const statements = Statements.make(events, { ...options, from, to })
    const content = Camt.render(statements, { kind, version: options.version })
    return content === undefined ? [] : [{ name: `${kind}-${date(from)}-${date(to)}.xml`, content }]
  }
  const files: Array<BankFile> = []
  for (let from = options.from; from <= options.to; from += 7 * day)
    files.push(...filesOf("camt.054", Math.max(options.from, from - 2 * day), Math.min(options.to, from + 6 * day)))
  return [...files, ...filesOf("camt.053", options.from, options.to)]
}

const date = (at: number): string => new Date(at).toISOString().slice(0, 10)
