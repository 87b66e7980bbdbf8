/** A person says that exported cases are known to be gone from the API: verifying does not report them any more. */
import type { InBoth } from "@amili-cases/export-engine/report/Said"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { type Acknowledgement, Acknowledgements } from "./compare/Acknowledgements.ts"
import { whatBecameOf } from "./compare/whatBecameOf.ts"
import { Entries } from "./records/Entries.ts"

/** There is nothing to acknowledge about such a case. */
export class NothingToAcknowledge extends Data.TaggedError("NothingToAcknowledge")<InBoth> {
  readonly exitCode = 2
}

interface Said {
  readonly by: string
  readonly reason: string
}

/** All of them or none: each was exported, and the API is asked whether it is gone. */
export const acknowledge = (profile: string, ids: ReadonlyArray<string>, { by, reason }: Said) =>
  Effect.gen(function* () {
    const known = yield* (yield* Entries).latest(profile, ids)
    const unknown = ids.find((id) => !known.has(id))
    if (unknown !== undefined) {
      return yield* new NothingToAcknowledge({
        message: `case ${unknown} was never exported`,
        hint: "give the id of a case that amili-export verify --api names",
        swedish: {
          message: `ärende ${unknown} har aldrig exporterats`,
          hint: "ange id:t för ett ärende som amili-export verify --api räknar upp",
        },
      })
    }
    const { deleted } = yield* whatBecameOf(ids)
    const there = ids.find((id) => !deleted.includes(id))
    if (there !== undefined) {
      return yield* new NothingToAcknowledge({
        message: `the API has case ${there}: it is not gone`,
        hint: "amili-export closed --deep exports what has changed",
        swedish: {
          message: `API:et har ärende ${there}: det är inte borta`,
          hint: "amili-export closed --deep exporterar det som har ändrats",
        },
      })
    }
    const at = DateTime.formatIso(yield* DateTime.now)
    const said = [...known.values()].map(({ caseId, revision }): Acknowledgement => ({
      profile,
      case_id: caseId,
      revision,
      said_by: by,
      reason,
      at,
    }))
    yield* (yield* Acknowledgements).add(said)
    return said
  })
