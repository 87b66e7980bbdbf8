/**
 * The edition of the rules by which documents become rows. The manifest of a run names it, so that the files of the run
 * can be made again by the rules that they were made by.
 */
import type { Manifest } from "@amili-cases/export-engine/evidence/Manifest"
import * as Schema from "effect/Schema"

/**
 * 1: an unreadable document shows its id only; the workbook takes unclassified cases from the closed rows; a correction
 * is written also where nothing that it shows has changed, and has no column for the previous currency. 2: without the columns of claimed capital, its reduction, costs and interest; a case that was opened
 * again has the outcome `unknown` and the class `unclassified`. 3: the rules of now.
 */
export const Edition = Schema.Literal(1, 2, 3)
export type Edition = typeof Edition.Type

export const current: Edition = 3

/** Workbooks of earlier editions are made again in the layout of now: what they say is the same. */
export const hasPresentLayout = ({ settings }: Manifest): boolean => settings["edition"] === current

/** Whether names of files have the creditor's name beside its id. Payouts had it from the first. */
export const namesCreditors = ({ dataset, settings }: Manifest): boolean =>
  dataset === "payouts" || Number(settings["edition"] ?? 1) >= 3

/** As a manifest has it: the first edition had no name. */
export const InManifest = Schema.optionalWith(Edition, { default: () => 1 })
