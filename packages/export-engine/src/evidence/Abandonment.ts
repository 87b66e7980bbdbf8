/**
 * What stands for the manifest of an abandoned run: a JSON file that says which run it was and what it would have
 * held. Its SHA-256 is the run's hash, and the next manifest names it, so that the chain has no hole.
 */
import * as Schema from "effect/Schema"
import { Decision } from "./Decision.ts"
import { holdings } from "./Manifest.ts"

export const Abandonment = Schema.Struct({
  format: Schema.Literal("amili-export-abandoned/1"),
  /** What gave it up. */
  tool: Schema.String,
  profile: Schema.String,
  dataset: Schema.String,
  serial: Schema.Number,
  /** When the run began, by the server's clock; when it was abandoned, by that of this machine. ISO. */
  startedAt: Schema.String,
  abandonedAt: Schema.String,
  /** Who gave it up and why; records of earlier versions do not say. */
  decided: Schema.optional(Decision),
  api: Schema.String,
  /** Machine and folder that its files were lost with. */
  machine: Schema.String,
  folder: Schema.String,
  /** What it would have held: none of it counts. */
  ...holdings,
  /** The manifest that it would have had, byte for byte, and the SHA-256 of it. */
  preparedManifest: Schema.String,
  preparedSha256: Schema.String,
  /** As in a manifest. */
  previousRunSha256: Schema.NullOr(Schema.String),
})
export type Abandonment = typeof Abandonment.Type

/** The text of the file. */
export const encode = (record: Abandonment): string =>
  `${JSON.stringify(Schema.encodeSync(Abandonment)(record), undefined, 2)}\n`

export const decode = Schema.decodeUnknown(Schema.parseJson(Abandonment))
