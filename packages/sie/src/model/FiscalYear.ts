/** `#RAR`: a fiscal year. */
import * as Schema from "effect/Schema"
import { CalendarDate } from "./CalendarDate.ts"
import { extra } from "./Field.ts"
import { line } from "./Line.ts"

/** A fiscal year, by how many years it lies after that of the file. */
export const FiscalYear = Schema.Struct({
  line,
  /** 0 is the year of the file, -1 the one before. */
  index: Schema.Int,
  /** The first and the last day. */
  start: CalendarDate,
  end: CalendarDate,
  extra,
})
export type FiscalYear = typeof FiscalYear.Type

/** Whether a date is in the fiscal year; its first and its last day are. */
export const contains = (year: FiscalYear, date: CalendarDate): boolean => year.start <= date && date <= year.end
