/**
 * A journal holds the cases of one API and of one company. The base URL is compared before anything is done; whose
 * credentials they are shows in the creditors, which outlive keys and api codes.
 */
import * as CreditorId from "@amili-cases/core/CreditorId"
import { Array, Chunk, Data, Effect, Option, Stream } from "effect"
import type { JournalError } from "../journal/JournalError.ts"
import { Origins } from "../journal/Origins.ts"
import { Standing } from "../journal/Standing.ts"
import { type ReadFailed, Reading, Wanted } from "./Reading.ts"

/** The settings lead to another server than the one whose cases the journal holds. */
export class OtherApi extends Data.TaggedError("OtherApi")<{ readonly message: string; readonly hint: string }> {
  readonly exitCode = 2
}

/** The credentials show nothing of what the journal holds. */
export class OtherCompany extends Data.TaggedError("OtherCompany")<{
  readonly message: string
  readonly hint: string
}> {
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
    })
  })

/** Creditors in one request: of more the URL would be refused as too long. */
const atOnce = 50

/** Whether the API shows any case of one of these creditors. */
const shows = (creditors: ReadonlyArray<CreditorId.CreditorId>): Effect.Effect<boolean, ReadFailed, Reading> =>
  Effect.gen(function* () {
    const reading = yield* Reading
    const scope = { creditors, debtors: false }
    const { count } = yield* reading.census(Wanted.All(), scope)
    // A total is only a number: that there is nothing is believed when no document comes.
    if (count !== undefined && count > 0) return true
    return Chunk.isNonEmpty(yield* Stream.runCollect(Stream.take(reading.walk(Wanted.All(), scope), 1)))
  })

/** Fails where the API shows no case at all of the creditors for which the profile has exported some; mostly one request. */
export const checkCompany = (
  profile: string,
): Effect.Effect<void, OtherCompany | JournalError | ReadFailed, Standing | Reading> =>
  Effect.gen(function* () {
    const creditors = Array.filterMap(yield* (yield* Standing).creditors(profile), (id) => CreditorId.parse(id))
    if (creditors.length === 0 || (yield* Effect.exists(Array.chunksOf(creditors, atOnce), shows))) return
    return yield* new OtherCompany({
      message: `these credentials show no case of the ${creditors.length === 1 ? "creditor" : `${creditors.length} creditors`} that profile "${profile}" has exported cases of`,
      hint: "check whose credentials they are (amili-export doctor); another company needs a --profile of its own",
    })
  })

const thisMachine = /^https?:\/\/(localhost|127(\.\d+){3}|\[::1\])(?=[:/]|$)/
