/**
 * The manifest of a run: a JSON file that says what the run was, what it holds, and the SHA-256 of each of its files.
 * The SHA-256 of the manifest is the run's own hash, and the next manifest names it: a changed file, a changed manifest
 * or a missing run breaks the chain, and `sha256sum` is enough to see it.
 */
import { createHash } from "node:crypto"
import * as Schema from "effect/Schema"

const Iso = Schema.String

export const Sum = Schema.Struct({ currency: Schema.String, count: Schema.Number, sum: Schema.String })

/** What a run holds, or would have held. */
export const holdings = {
  counts: Schema.Record({ key: Schema.String, value: Schema.Number }),
  /** Of the main table's rows. */
  sums: Schema.Array(Sum),
  files: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      role: Schema.String,
      rows: Schema.Number,
      bytes: Schema.Number,
      sha256: Schema.String,
      /** Of a workbook: over what is in it, however it is compressed. See `Content`. */
      contentSha256: Schema.optionalWith(Schema.String, { exact: true }),
      debtorData: Schema.Boolean,
    }),
  ),
}

const fields = {
  format: Schema.Literal("amili-export-manifest/1"),
  tool: Schema.String,
  /** Who answers for the exports of the profile, by its settings. */
  by: Schema.optional(Schema.String),
  profile: Schema.String,
  dataset: Schema.String,
  /** Absent for a backfill, which is outside the journal. */
  serial: Schema.optional(Schema.Number),
  /** By the server's clock. */
  startedAt: Iso,
  /** Of an incremental dataset: what was asked for, from inclusive, until exclusive. */
  window: Schema.optional(
    Schema.Struct({
      from: Schema.NullOr(Iso),
      until: Schema.NullOr(Iso),
      /** What was exported before and has changed since then was read again. */
      changedSince: Schema.NullOr(Iso),
      /** What is older was left out on purpose. */
      floor: Schema.NullOr(Iso),
      /** The part that no run before had, up to `until`: it begins where the last one ended, null with the first case. */
      period: Schema.optionalWith(Schema.Struct({ from: Schema.NullOr(Iso) }), { exact: true }),
    }),
  ),
  /** Base URL of the API. */
  api: Schema.String,
  /** That of the run before, when a person has said that the API has moved since. */
  apiMovedFrom: Schema.optional(Schema.String),
  /** Ids; empty means all. */
  creditors: Schema.Array(Schema.String),
  privacy: Schema.Literal("none", "masked", "full"),
  settings: Schema.Struct(
    {
      csv: Schema.Struct({
        name: Schema.String,
        delimiter: Schema.String,
        decimalMark: Schema.Literal(",", "."),
        encoding: Schema.Literal("utf-8", "utf-8-bom", "windows-1252"),
        headers: Schema.Literal("sv", "en", "key"),
        guard: Schema.Literal("formulas", "formulas-and-numbers", "formulas-and-values"),
        columns: Schema.optionalWith(Schema.Array(Schema.String), { exact: true }),
      }),
      language: Schema.Literal("sv", "en"),
      formats: Schema.Array(Schema.String),
      perCreditor: Schema.Boolean,
    },
    // Settings of the dataset.
    { key: Schema.String, value: Schema.Unknown },
  ),
  counts: holdings.counts,
  sums: holdings.sums,
  warnings: Schema.Array(Schema.String),
  /** Over what the run recorded in the journal. */
  dataSha256: Schema.String,
  files: holdings.files,
  /** Hash of the run before, of the same profile and dataset; null for the first and for a backfill. */
  previousRunSha256: Schema.NullOr(Schema.String),
}

/** What a dataset adds stands beside these, under names of its own. */
export const Manifest = Schema.Struct(fields, { key: Schema.String, value: Schema.Unknown })
export type Manifest = typeof Manifest.Type

type Known = Schema.Struct.Type<typeof fields>

/** What the engine itself adds when a run is sealed. */
type Sealing = "apiMovedFrom" | "files" | "format" | "previousRunSha256"

/** A manifest before it is sealed. `details` is what the dataset adds to it. */
export interface Draft extends Omit<Known, Sealing> {
  readonly details: Readonly<Record<string, unknown>>
}

/** The text of the file: the same run gives the same bytes, and a person finds everything in this order. */
export const encode = (draft: Draft, sealing: Pick<Known, Sealing>): string => {
  const { details, ...known } = draft
  const manifest = {
    format: sealing.format,
    tool: known.tool,
    by: known.by,
    profile: known.profile,
    dataset: known.dataset,
    serial: known.serial,
    startedAt: known.startedAt,
    window: known.window,
    api: known.api,
    apiMovedFrom: sealing.apiMovedFrom,
    creditors: known.creditors,
    privacy: known.privacy,
    settings: known.settings,
    counts: known.counts,
    sums: known.sums,
    ...details,
    warnings: known.warnings,
    dataSha256: known.dataSha256,
    files: sealing.files,
    previousRunSha256: sealing.previousRunSha256,
  }
  return `${JSON.stringify(manifest, undefined, 2)}\n`
}

export const decode = Schema.decodeUnknown(Schema.parseJson(Manifest))

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex")
