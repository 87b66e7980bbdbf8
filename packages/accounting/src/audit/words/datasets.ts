/** What the datasets and the counts of their runs are called. */
import type { Manifest } from "@amili-cases/export-engine/evidence/Manifest"
import type { DatasetName } from "../../DatasetName.ts"
import { amountText, countText } from "../../reconcile/files/headline.ts"

export const datasets: Readonly<Record<DatasetName, string>> = {
  open: "Öppna ärenden",
  closed: "Avslutade ärenden",
  payouts: "Utbetalningar",
  reconcile: "Månadsavstämningar",
  vouchers: "Verifikationer",
}

const quarantined = "för en person att avgöra"

/** The counts that say what a run did; its manifest has more of them. */
const counts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  open: { open: "öppna ärenden", unexplained: "som bryggan inte förklarar", quarantined },
  closed: { closed: "avslutade ärenden", corrections: "rättelser", quarantined },
  payouts: {
    payouts: "händelser på rader",
    payoutEvents: "händelser på utbetalningar",
    quarantined,
  },
  reconcile: {
    cases: "betalda ärenden",
    lines: "rader",
    payouts: "utbetalningar",
    bank: "bankrader",
    differences: "differenser",
    quarantined,
  },
  vouchers: { vouchers: "verifikationer", sieFiles: "SIE-filer" },
}

/** `12 avslutade ärenden`, a text for each count that is not 0. */
export const countsOf = (dataset: string, counted: Readonly<Record<string, number>>): ReadonlyArray<string> =>
  Object.entries(counts[dataset] ?? {}).flatMap(([key, name]) => {
    const count = counted[key] ?? 0
    return count === 0 ? [] : [`${countText(count, "sv")} ${name}`]
  })

/** What the sums of a run add up; see `Manifest.sums`. */
const sums: Readonly<Record<string, string>> = {
  open: "återstående kapital",
  closed: "återstående kapital",
  payouts: "skillnad att bokföra",
  reconcile: "väntat kapital",
  vouchers: "debet",
}

/** `återstående kapital 1 234,50 SEK`, a text for each currency. */
export const sumsOf = (dataset: string, all: Manifest["sums"]): ReadonlyArray<string> =>
  all.map(({ currency, sum }) => `${sums[dataset] ?? ""} ${amountOf(sum)} ${currency}`.trim())

/** Decimal text with two digits, as Swedish writes it. */
const amountOf = (sum: string): string =>
  /^-?\d+\.\d\d$/.test(sum) ? amountText(BigInt(sum.replace(".", "")), "sv") : sum
