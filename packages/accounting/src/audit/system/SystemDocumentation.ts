/** Systemdokumentation: what the program does, by which rules and settings, and how its files are found and followed. */
import * as Predicate from "effect/Predicate"
import { foreign, markup } from "../../html/markup.ts"
import { DatasetName } from "../../DatasetName.ts"
import type { Document } from "../document.ts"
import { inForce } from "../trail/settings.ts"
import type { Trail } from "../trail/Trail.ts"
import { about, overview, people } from "./about.ts"
import { archive, tracing } from "./archive.ts"
import { controls } from "./controls.ts"
import type { DatasetFacts, Facts } from "./Facts.ts"
import { columns, included, processing } from "./processing.ts"
import { classes, rules } from "./rules.ts"
import { series, settings } from "./settings.ts"
import { vouchers } from "./vouchers.ts"

export type Given = Pick<Facts, "accounts" | "exitCodes" | "saved" | "tool">

export const systemDocumentation = (trail: Trail, given: Given): Document => {
  const facts = factsOf(trail, given)
  return {
    title: "Systemdokumentation",
    subtitle: markup`Export från Amili till bokföringen · profil ${foreign(facts.profile)} · ${foreign(facts.tool)}`,
    sections: [
      about(facts),
      people(facts),
      overview(),
      included(),
      processing(),
      classes(facts),
      rules(),
      vouchers(facts),
      settings(facts),
      series(facts),
      controls(facts),
      archive(),
      tracing(),
      columns(),
    ],
  }
}

const factsOf = ({ profile, runs }: Trail, given: Given): Facts => {
  const counting = runs.filter(({ run }) => run.state !== "abandoned")
  const classesNow = counting.findLast(({ run }) => run.dataset === "closed")?.manifest?.settings["classes"]
  const [lastBegun] = counting.toSorted((a, b) => (a.run.started_at < b.run.started_at ? 1 : -1))
  return {
    ...given,
    profile,
    responsible: lastBegun?.manifest?.by,
    classes: Predicate.isReadonlyRecord(classesNow)
      ? Object.fromEntries(Object.entries(classesNow).map(([key, value]) => [key, String(value)]))
      : {},
    datasets: DatasetName.literals.flatMap((name): ReadonlyArray<DatasetFacts> => {
      const last = runs.findLast(({ run }) => run.dataset === name)
      return last === undefined ? [] : [{ name, last, settings: inForce(runs, name) }]
    }),
  }
}
