/** The files of the runs as anybody finds them in the folder: by their manifests, without asking the journal. */
import { createHash } from "node:crypto"
import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import * as Folder from "../folder.ts"

export type Row = Readonly<Record<string, string>>

interface Sum {
  readonly currency: string
  readonly count: number
  readonly sum: string
}

export interface Files {
  readonly serial: number
  readonly sha256: string
  readonly manifest: {
    readonly previousRunSha256: string | null
    readonly counts: Readonly<Record<string, number>>
    readonly sums: ReadonlyArray<Sum>
    readonly files: ReadonlyArray<{ readonly name: string; readonly role: string; readonly sha256: string }>
    readonly startedAt: string
    readonly bridge?: {
      readonly previousSerial: number
      readonly lines: ReadonlyArray<Sum & { readonly item: string }>
    }
    readonly window?: { readonly until: string | null; readonly period?: { readonly from: string | null } }
    readonly late?: { readonly count: number }
  }
  readonly rows: ReadonlyArray<Row>
  readonly corrections: ReadonlyArray<Row>
  readonly quarantine: ReadonlyArray<Row>
  readonly bridge: ReadonlyArray<Row> | undefined
}

/** Names of all files but the journal's. */
export const names = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder)
    .filter((name) => !name.startsWith("journal.db") && !name.endsWith("-witness.json"))
    .toSorted()

export const read = (folder: string, dataset: "open" | "closed", serial: number): Files => {
  const prefix = `${dataset}-${String(serial).padStart(6, "0")}-`
  const name = names(folder).find((one) => one.startsWith(prefix) && one.endsWith("-manifest.json")) ?? "missing"
  const text = readFileSync(join(folder, name))
  // The shape is the program's own; a test that reads another one fails.
  const manifest = JSON.parse(text.toString()) as Files["manifest"]
  const ofRole = (role: string) =>
    manifest.files.filter((file) => file.role === role).flatMap((file) => Folder.csv(folder, file.name))
  return {
    serial,
    sha256: createHash("sha256").update(text).digest("hex"),
    manifest,
    rows: ofRole("rows"),
    corrections: ofRole("corrections"),
    quarantine: ofRole("quarantine"),
    bridge: manifest.files.some((file) => file.role === "bridge") ? ofRole("bridge") : undefined,
  }
}
