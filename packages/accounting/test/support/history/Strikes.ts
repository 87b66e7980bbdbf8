/** How often the server's faults have struck, by kind. */
import type { Faults, Kind } from "@amili-cases/test-fixtures/Faults"

export interface Strikes {
  readonly of: (kind: Kind) => number
  readonly total: () => number
}

/** Counts from now on. */
export const count = (faults: Faults): Strikes => {
  const counts = new Map<Kind, number>()
  const strike = faults.strike.bind(faults)
  faults.strike = (request) => {
    const struck = strike(request)
    for (const kind of struck) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    return struck
  }
  return {
    of: (kind) => counts.get(kind) ?? 0,
    total: () => [...counts.values()].reduce((sum, times) => sum + times, 0),
  }
}
