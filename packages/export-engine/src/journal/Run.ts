/** A run and its files, as the journal keeps them. */
import * as Schema from "effect/Schema"

const Text = Schema.NullOr(Schema.String)

export const RunRow = Schema.Struct({
  profile: Schema.String,
  dataset: Schema.String,
  serial: Schema.Number,
  state: Schema.Literal("staging", "prepared", "committed", "abandoned"),
  /** Names the process that writes the run: nobody else moves it on. */
  token: Schema.String,
  machine: Schema.String,
  /** Where its files are, on that machine. */
  folder: Schema.String,
  /** Creditors that it was limited to: their ids in order, with commas; empty means all. */
  scope: Schema.String,
  /** By the server's clock, like the window. ISO. */
  started_at: Schema.String,
  window_from: Text,
  window_until: Text,
  changed_since: Text,
  /** As in the checkpoint that this run leaves. */
  floor: Text,
  /** The manifest, or what stands for it when it was abandoned; byte for byte as in its file, and the SHA-256 of it. */
  manifest: Text,
  previous_hash: Text,
  hash: Text,
  /** As in the checkpoint that this run leaves. */
  difference: Schema.NullOr(Schema.Number),
  unsure: Schema.NullOr(Schema.Number),
})
export type Run = typeof RunRow.Type

export const FileRow = Schema.Struct({
  name: Schema.String,
  role: Schema.String,
  rows: Schema.Number,
  bytes: Schema.Number,
  sha256: Schema.String,
  /** 1 when debtor data are in it. */
  personal: Schema.Number,
  purged_at: Text,
})
export type RunFile = typeof FileRow.Type

/** What a run says of the one before it. */
export interface Previous {
  readonly hash: string
  /** Base URL of its API. */
  readonly api: string | undefined
}
