/** What the parts of an export have in common. */
import * as Layers from "@amili-cases/export/src/Layers.ts"
import { Reading, Wanted } from "@amili-cases/export/src/run/Reading.ts"
import { Effect, Layer } from "effect"

export const everything = { creditors: [], debtors: false }

/** What a run of the program has, but for the journal. */
export const layer = Layer.provideMerge(Layers.run, Layers.platform)

/** How many cases a first closed export finds. */
export const closedCount = Effect.flatMap(Reading, (reading) => reading.count(Wanted.Closed(), everything))
