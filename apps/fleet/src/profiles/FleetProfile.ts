/** Whose exports a fleet makes: one API account, one set of creditors, one folder, one series of numbers. */
import * as Schema from "effect/Schema"

export const datasets = ["closed", "open", "payouts", "reconcile"] as const
export type DatasetName = (typeof datasets)[number]

/** As it stands in the database; checked when it is read from a file, and again before it is used. */
export const FleetProfile = Schema.Struct({
  name: Schema.String,
  baseUrl: Schema.String,
  /** Where the api code is: `file:`, `env:` or `command:` and what follows. Never the code itself. */
  apiCode: Schema.String,
  /** The same of the private key. */
  privateKey: Schema.String,
  /** Ids; none means all that the account may see. */
  creditors: Schema.Array(Schema.String),
  /** Absolute, on storage that all workers see under this path. */
  folder: Schema.String,
  datasets: Schema.Array(Schema.Literal(...datasets)),
  /** Cron expression, in Stockholm's time. */
  schedule: Schema.String,
  format: Schema.optional(Schema.String),
  csv: Schema.optional(Schema.String),
  language: Schema.optional(Schema.String),
  /** Who answers for the exports, for the manifest. */
  by: Schema.optional(Schema.String),
})
export type FleetProfile = typeof FleetProfile.Type
