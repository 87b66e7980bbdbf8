/** What a run processed, and what came of it. */
import type { Manifest } from "@amili-cases/export-engine/evidence/Manifest"
import { shown } from "@amili-cases/export-engine/run/Instant"
import { foreign, markup, type Part } from "../../html/markup.ts"
import type { Processing } from "../trail/Processing.ts"
import { countText } from "../../reconcile/files/headline.ts"
import { countsOf, sumsOf } from "../words/datasets.ts"

/** Its part of time, and for whom. */
export const scopeOf = (processing: Processing): Part => {
  const { manifest, stand } = processing
  if (manifest === undefined) return "Manifestet kan inte läsas."
  const { creditors, privacy } = manifest
  return lines([
    stand === undefined ? undefined : standOf(stand),
    timeOf(processing),
    creditors.length === 0 ? "Alla borgenärer" : markup`Borgenär ${foreign(creditors.join(", "))}`,
    privacy === "none" ? undefined : `Med ${privacy === "full" ? "fullständiga" : "förkortade"} gäldenärsuppgifter`,
  ])
}

/** Of an incremental dataset: the part that no run before it had. */
const timeOf = ({ manifest, run }: Processing): string | undefined => {
  if (run.window_until === null) return undefined
  const what = run.dataset === "closed" ? "Avslutade" : "Det som blev känt"
  const from = manifest?.window?.period?.from ?? run.window_from
  return `${what} ${from === null ? "" : `från ${shown(from)} och `}före ${shown(run.window_until)}`
}

const standOf = ({ is_final, month, replaces }: NonNullable<Processing["stand"]>): string =>
  `Månaden ${month}${is_final === 1 ? ", slutlig" : ", preliminär"}${replaces === null ? "" : `; ersätter nummer ${replaces}`}`

/** Counts, sums, what was warned of, and the hash that the next run names. */
export const resultOf = (processing: Processing): Part => {
  const { abandonment, manifest, run } = processing
  if (run.state === "abandoned")
    return lines([
      markup`<strong>Uppgiven: inget i körningen räknas.</strong>`,
      abandonment === undefined ? undefined : markup`Skulle ha haft ${holdings(run.dataset, abandonment)}`,
      hashOf(run.hash),
    ])
  if (manifest === undefined) return hashOf(run.hash)
  return lines([
    holdings(run.dataset, manifest),
    ...manifest.warnings.map((warning) => markup`<span class="note">${foreign(warning)}</span>`),
    ...manifest.files
      .filter(({ role }) => role === "sie")
      .map(({ name, rows }) => markup`${foreign(name)}: ${countText(rows, "sv")} verifikationer`),
    `${manifest.files.length} filer`,
    hashOf(run.hash),
  ])
}

const holdings = (dataset: string, { counts, sums }: Pick<Manifest, "counts" | "sums">): Part => {
  const all = [...countsOf(dataset, counts), ...sumsOf(dataset, sums)]
  return all.length === 0 ? "inga rader" : foreign(all.join(", "))
}

const hashOf = (hash: string | null): Part =>
  hash === null ? undefined : markup`<span class="key">SHA-256 ${hash}</span>`

const lines = (parts: ReadonlyArray<Part>): Part =>
  parts.filter((part) => part !== undefined).map((part, index) => (index === 0 ? part : markup`<br />${part}`))
