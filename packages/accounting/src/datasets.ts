/** The datasets that can be exported. */
import { closed } from "./closed/closed.ts"
import type { DatasetName } from "./DatasetName.ts"
import { open } from "./open/open.ts"

const byName = { open, closed } satisfies { readonly [Name in DatasetName]: { readonly name: Name } }

export const datasets = Object.values(byName)

export const datasetCalled = <Name extends DatasetName>(name: Name): (typeof byName)[Name] => byName[name]
