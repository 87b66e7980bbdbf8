/**
 * Memory that does not depend on the number of cases. Left alone, V8 lets garbage grow to several times what is in use
 * before it collects, and to more the longer a run lasts; a run needs 50 MB and took 400 MB for a million cases.
 */
import { setFlagsFromString } from "node:v8"
import { Effect } from "effect"

/** By how many percent of what is in use garbage may grow: 50 takes 15 MB less and a tenth more time, 200 takes 70 MB more. */
const growth = 100

/** For the rest of the process. */
export const smallHeap: Effect.Effect<void> = Effect.sync(() => setFlagsFromString(`--heap-growing-percent=${growth}`))
