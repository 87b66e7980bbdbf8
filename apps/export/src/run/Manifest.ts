/**
 * The manifest of a run: a JSON file that says what the run was, what it holds, and the SHA-256 of each of its files.
 * The SHA-256 of the manifest is the run's own hash, and the next manifest names it: a changed file, a changed manifest
 * or a missing run breaks the chain, and `sha256sum` is enough to see it.
 */
import { createHash } from "node:crypto"
import { SettlementClass } from "@amili-cases/core/SettlementClass"
import { Schema } from "effect"

const Iso = Schema.String
const sum = { currency: Schema.String, count: Schema.Number, sum: Schema.String }

/** What a run holds, or would have held. */
export const holdings = () => ({
  counts: Schema.Record({ key: Schema.String, value: Schema.Number }),
  /** Of the rows; corrections and what needs a person are not in them. */
  sums: Schema.Array(Schema.Struct(sum)),
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
})

/** Made when it is first used: it is the largest schema of all, and a run with nothing new needs none of it. */
export const Manifest = Schema.suspend(() => {
  const { counts, files, sums } = holdings()
  return Schema.Struct({
    format: Schema.Literal("amili-export-manifest/1"),
    tool: Schema.String,
    profile: Schema.String,
    dataset: Schema.Literal("open", "closed"),
    /** Absent for a backfill, which is outside the journal. */
    serial: Schema.optional(Schema.Number),
    /** By the server's clock. */
    startedAt: Iso,
    /** Close dates of closed cases: inclusive, exclusive. */
    window: Schema.optional(
      Schema.Struct({
        from: Schema.NullOr(Iso),
        until: Schema.NullOr(Iso),
        /** Cases exported before and changed since then were read again. */
        changedSince: Schema.NullOr(Iso),
        /** Cases closed before it were left out on purpose. */
        floor: Schema.NullOr(Iso),
      }),
    ),
    /** Base URL of the API. */
    api: Schema.String,
    /** That of the run before, when a person has said that the API has moved since. */
    apiMovedFrom: Schema.optional(Schema.String),
    /** Ids; empty means all. */
    creditors: Schema.Array(Schema.String),
    privacy: Schema.Literal("none", "masked", "full"),
    settings: Schema.Struct({
      csv: Schema.Struct({
        name: Schema.String,
        delimiter: Schema.String,
        decimalMark: Schema.Literal(",", "."),
        encoding: Schema.Literal("utf-8", "utf-8-bom", "windows-1252"),
        headers: Schema.Literal("sv", "en", "key"),
        guard: Schema.Literal("formulas", "formulas-and-numbers"),
        columns: Schema.optionalWith(Schema.Array(Schema.String), { exact: true }),
      }),
      language: Schema.Literal("sv", "en"),
      formats: Schema.Array(Schema.Literal("csv", "xlsx")),
      perCreditor: Schema.Boolean,
      /** Classes of close reasons other than ours. */
      classes: Schema.optionalWith(Schema.Record({ key: Schema.String, value: SettlementClass }), { exact: true }),
    }),
    counts,
    sums,
    groups: Schema.Array(Schema.Struct({ ...sum, group: Schema.String, settlementClass: Schema.String })),
    /** From the previous open portfolio to this one; cases that do not fit stand in the file of the bridge. */
    bridge: Schema.optional(
      Schema.Struct({
        previousSerial: Schema.Number,
        lines: Schema.Array(Schema.Struct({ ...sum, item: Schema.String })),
      }),
    ),
    /** Closed cases counted by the API when the run began, against the journal; see `Reconciliation`. */
    reconciliation: Schema.optional(
      Schema.Struct({
        api: Schema.Number,
        exported: Schema.Number,
        undated: Schema.Number,
        later: Schema.Number,
        difference: Schema.Number,
        unsure: Schema.Number,
        readAll: Schema.Boolean,
      }),
    ),
    warnings: Schema.Array(Schema.String),
    /** Over the lines of the run's cases in the journal. */
    dataSha256: Schema.String,
    files,
    /** Hash of the run before, of the same profile and dataset; null for the first and for a backfill. */
    previousRunSha256: Schema.NullOr(Schema.String),
  })
})
export type Manifest = typeof Manifest.Type

/** The text of the file: the same manifest gives the same bytes. */
export const encode = (manifest: Manifest): string =>
  `${JSON.stringify(Schema.encodeSync(Manifest)(manifest), undefined, 2)}\n`

export const decode = Schema.decodeUnknown(Schema.parseJson(Manifest))

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex")
