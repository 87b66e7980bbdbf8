/**
 * The edition of the rules by which documents become rows. The manifest of a run names it, so that the files of the run
 * can be made again by the rules that they were made by.
 */
import * as Schema from "effect/Schema"

/**
 * 1: an unreadable document shows its id only; the workbook takes unclassified cases from the closed rows; a correction
 * is written also where nothing that it shows has changed, and has no column for the previous currency. 2: the rules of now.
 */
export const Edition = Schema.Literal(1, 2)
export type Edition = typeof Edition.Type

export const current: Edition = 2

/** As a manifest has it: the first edition had no name. */
export const InManifest = Schema.optionalWith(Edition, { default: () => 1 })
