/** The datasets that can be exported. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import type { Effect } from "effect"
import { closed } from "./closed/closed.ts"
import type { DatasetName } from "./DatasetName.ts"
import { open } from "./open/open.ts"
import { payouts } from "./payouts/payouts.ts"

const byName = { open, closed, payouts } satisfies { readonly [Name in DatasetName]: { readonly name: Name } }

export const datasets = Object.values(byName)

type Remake = ReturnType<(typeof byName)[DatasetName]["remake"]>

/** Whichever it is: together they need the services of each. */
export const datasetCalled = (name: DatasetName): Dataset<Effect.Effect.Error<Remake>, Effect.Effect.Context<Remake>> =>
  byName[name]
