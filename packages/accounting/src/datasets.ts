/** The datasets that can be exported. */
import type { Dataset } from "@amili-cases/export-engine/dataset/Dataset"
import type { Rebuildable } from "@amili-cases/export-engine/evidence/Rebuild"
import type * as Effect from "effect/Effect"
import { closed } from "./closed/closed.ts"
import type { DatasetName } from "./DatasetName.ts"
import { open } from "./open/open.ts"
import { payouts } from "./payouts/payouts.ts"
import { reconcile } from "./reconcile/reconcile.ts"
import { vouchers } from "./vouchers/vouchers.ts"

const byName = { open, closed, payouts, reconcile, vouchers } satisfies {
  readonly [Name in DatasetName]: { readonly name: Name }
}

type Each = (typeof byName)[DatasetName]
type Work = ReturnType<Each["rebuild"] | Each["remake"]>

type Failures = Effect.Effect.Error<Work>
type Services = Effect.Effect.Context<Work>

/** Whichever it is: together they need the services of each. */
type AnyDataset = Dataset<Failures, Services> & Rebuildable<Failures, Services>

export const datasets: ReadonlyArray<AnyDataset> = Object.values(byName)

export const datasetCalled = (name: DatasetName): AnyDataset => byName[name]
