/** Why a run that is complete ends with another code than 0. */
import * as Data from "effect/Data"

interface Said {
  readonly message: string
  readonly hint: string
}

/** The export is complete, and a person must look at something: exit code 3. */
export class NeedsPerson extends Data.TaggedError("NeedsPerson")<Said & { readonly swedish: Said }> {
  readonly exitCode = 3
}

/** Two sums that must be the same are not: exit code 7. */
export class ControlFails extends Data.TaggedError("ControlFails")<Said & { readonly swedish: Said }> {
  readonly exitCode = 7
}
