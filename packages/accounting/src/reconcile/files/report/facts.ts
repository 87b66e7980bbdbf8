/** What the sections of the report share: the summary in one language, and how its amounts are written. */
import type { Language } from "@amili-cases/sheets/Column"
import type { Provenance } from "@amili-cases/export-engine/dataset/Provenance"
import type { Summary } from "../../stand/Summary.ts"
import { amountText, countText } from "../headline.ts"
import { type Markup, markup } from "../../../html/markup.ts"
import { word, type Word } from "./words.ts"

export interface Facts {
  readonly summary: Summary
  readonly language: Language
  readonly provenance: Provenance
  readonly dataHash: string
  /** Common beginning of the names of the run's files. */
  readonly base: string
  readonly say: (name: Word) => string
  readonly amount: (minor: bigint) => string
  readonly count: (count: bigint | number) => string
  /** The creditor's own. */
  readonly home: string | undefined
  /** Whether lines have been read, without which nothing is known to be recovered. */
  readonly hasPayouts: boolean
}

export const make = (facts: Pick<Facts, "base" | "dataHash" | "language" | "provenance" | "summary">): Facts => {
  const { language, summary } = facts
  return {
    ...facts,
    say: (name) => word(name, language),
    amount: (minor) => amountText(minor, language),
    count: (count) => countText(count, language),
    home: summary.currencies[0],
    hasPayouts: summary.basis.payouts !== undefined,
  }
}

/** Of what was claimed; undefined where nothing was. One decimal, which is exact: rounded in whole tenths of a per cent. */
export const rate = (recovered: bigint, claimed: bigint): number | undefined =>
  claimed <= 0n ? undefined : Number((recovered * 2000n + claimed) / (claimed * 2n)) / 10

export const rateText = (recovered: bigint, claimed: bigint, language: Language): string => {
  const value = rate(recovered, claimed)?.toFixed(1)
  if (value === undefined) return "–"
  return `${language === "sv" ? value.replace(".", ",") : value}\u00a0%`
}

/** For drawing only. */
export const drawn = (minor: bigint): number => Number(minor) / 100

export const section = (id: string, title: string, ...content: ReadonlyArray<Markup | undefined>): Markup =>
  markup`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`
