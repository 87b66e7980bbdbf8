/**
 * Runs whose files are on another machine. Machines that share a journal on a server each have a folder of their own; a
 * journal in a file moves together with its folder, so that its files are expected beside it.
 */
import { SqlClient } from "@effect/sql/SqlClient"
import * as Effect from "effect/Effect"
import { computerOf, Machine } from "../journal/Machine.ts"
import type { Run } from "../journal/Run.ts"

export const test = (here: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const isShared = sql.onDialectOrElse({ pg: () => true, orElse: () => false })
    const own = computerOf((yield* Machine).id)
    return ({ folder, machine, state }: Run, files: ReadonlyArray<{ readonly state: string }>): boolean => {
      // The record of an abandoned run is where it was abandoned, which may be another machine than the run's.
      const isOfOther = state === "abandoned" ? folder !== here : computerOf(machine) !== own
      return isShared && isOfOther && files.every((file) => file.state === "missing")
    }
  })
