import { createHash } from "node:crypto"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Effect } from "effect"

/** A folder of its own, removed when the test ends. */
export const temporary = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "amili-export-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true })),
)

/** Names of the files whose names end so. */
export const named = (folder: string, ending: string): ReadonlyArray<string> =>
  readdirSync(folder).filter((name) => name.endsWith(ending))

/** Records of a CSV file with commas, by header. */
export const csv = (folder: string, name: string): ReadonlyArray<Readonly<Record<string, string>>> => {
  const text = readFileSync(join(folder, name), "utf8")
  const [header = [], ...lines] = Array.from(
    text.matchAll(/(?:(?:"(?:[^"]|"")*"|[^",\r\n]*)(?:,|(?=\r\n)))+\r\n/g),
    ([line]) =>
      Array.from(line.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(?:,|\r\n)/g), ([, field = ""]) =>
        field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
      ),
  )
  return lines.map((line) => Object.fromEntries(header.map((key, index) => [key, line[index] ?? ""])))
}

/** The first field of each line of a CSV file with semicolons, its header left out. */
export const firstFields = (folder: string, name: string): ReadonlyArray<string> =>
  readFileSync(join(folder, name), "utf8")
    .split("\r\n")
    .slice(1, -1)
    .map((line) => line.split(";")[0] ?? "")

/** The hash of every file but the journal and its witness, by name. */
export const contents = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => !name.startsWith("journal.db") && !name.endsWith("-witness.json"))
      .map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex"),
      ]),
  )
