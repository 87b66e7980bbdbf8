/** A journal holds the cases of one API: its base URL is compared before anything is done. */
import type { InBoth } from "../report/Said.ts"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { JournalError } from "../database/JournalError.ts"
import { Origins } from "../journal/Origins.ts"

/** The settings lead to another server than the one whose cases the journal holds. */
export class OtherApi extends Data.TaggedError("OtherApi")<InBoth> {
  readonly exitCode = 2
}

/** Fails where the profile's cases come from another base URL. Servers of this machine count as one: a sandbox takes a new port each time. */
export const check = (profile: string, api: string): Effect.Effect<void, OtherApi | JournalError, Origins> =>
  Effect.gen(function* () {
    const known = Option.getOrUndefined(yield* (yield* Origins).current(profile))
    if (known === undefined || known === api || [known, api].every((url) => thisMachine.test(url))) return
    return yield* new OtherApi({
      message: `the journal of profile "${profile}" holds the cases of ${known}, and the settings lead to ${api}`,
      hint: `another server needs a --profile or an --out of its own; if the API itself has moved: amili-export journal move-api`,
      swedish: {
        message: `journalen för profilen "${profile}" har ärenden från ${known}, och inställningarna leder till ${api}`,
        hint: `en annan server behöver en egen --profile eller --out; har API:et självt flyttat: amili-export journal move-api`,
      },
    })
  })

const thisMachine = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(?=[:/]|$)/
