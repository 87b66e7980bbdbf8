/** New cases that were closed before the period of their run: they turned up after the run that they belonged to. */
import type { Classification } from "../Classification.ts"

/** As it stands in the manifest. */
export interface Late {
  readonly count: number
  /** Where the run before ended: they were closed before it. ISO. */
  readonly closedBefore: string
  /** Of the first of them. */
  readonly caseIds: ReadonlyArray<string>
}

const most = 20

/** Keeps count of them. `periodFrom` is ISO; without a run before, nothing is late. */
export const observer = (periodFrom: string | undefined) => {
  const ids = new Set<string>()
  return {
    observe: (said: Classification): void => {
      if (said._tag !== "New" || periodFrom === undefined) return
      const { closedAt } = said.facts
      if (closedAt !== undefined && closedAt < periodFrom) ids.add(said.value.id)
    },
    late: (): Late | undefined =>
      ids.size === 0 || periodFrom === undefined
        ? undefined
        : { count: ids.size, closedBefore: periodFrom, caseIds: [...ids].slice(0, most) },
  }
}
