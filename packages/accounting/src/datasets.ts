/** The datasets that can be exported. */
import type { Rebuildable } from "@amili-cases/export-engine/evidence/Rebuild"
import type { Effect } from "effect"
import { closed } from "./closed/closed.ts"
import type { DatasetName } from "./DatasetName.ts"
import { open } from "./open/open.ts"

const byName = { open, closed } satisfies { readonly [Name in DatasetName]: { readonly name: Name } }

export const datasets = Object.values(byName)

type Rebuild = ReturnType<(typeof byName)[DatasetName]["rebuild"]>

/** The same, to make a journal again: together they need the services of each. */
export const rebuildable: ReadonlyArray<Rebuildable<Effect.Effect.Error<Rebuild>, Effect.Effect.Context<Rebuild>>> =
  Object.values(byName)

export const datasetCalled = <Name extends DatasetName>(name: Name): (typeof byName)[Name] => byName[name]
