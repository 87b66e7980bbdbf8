/** A journal holds the cases of one company. Whose credentials they are shows in the creditors, which outlive keys and api codes. */
import type { InBoth } from "@amili-cases/export-engine/report/Said"
import * as CreditorId from "@amili-cases/core/CreditorId"
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import * as Array from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { ExportedCounts } from "../closed/records/ExportedCounts.ts"
import { CaseReader, type ReadFailed, Wanted } from "./CaseReader.ts"

/** The credentials show nothing of what the journal holds. */
export class OtherCompany extends Data.TaggedError("OtherCompany")<InBoth> {
  readonly exitCode = 2
}

/** Creditors in one request: of more the URL would be refused as too long. */
const atOnce = 50

/** Whether the API shows any case of one of these creditors. */
const shows = (creditors: ReadonlyArray<CreditorId.CreditorId>): Effect.Effect<boolean, ReadFailed, CaseReader> =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    const scope = { creditors, debtors: false }
    const { count } = yield* reader.census(Wanted.All(), scope)
    // A total is only a number: that there is nothing is believed when no document comes.
    if (count !== undefined && count > 0) return true
    return Chunk.isNonEmpty(yield* Stream.runCollect(Stream.take(reader.walk(Wanted.All(), scope), 1)))
  })

/**
 * Fails where the API shows no case at all of the creditors for which the profile has exported some, or of the others
 * given; mostly one request.
 */
export const check = (
  profile: string,
  others: ReadonlyArray<string> = [],
): Effect.Effect<void, OtherCompany | JournalError | ReadFailed, ExportedCounts | CaseReader> =>
  Effect.gen(function* () {
    const known = Array.dedupe([...(yield* (yield* ExportedCounts).creditors(profile)), ...others])
    const creditors = Array.filterMap(known, (id) => CreditorId.parse(id))
    if (creditors.length === 0 || (yield* Effect.exists(Array.chunksOf(creditors, atOnce), shows))) return
    return yield* new OtherCompany({
      message: `these credentials show no case of the ${creditors.length === 1 ? "creditor" : `${creditors.length} creditors`} that profile "${profile}" has exported cases of`,
      hint: "check whose credentials they are (amili-export doctor); another company needs a --profile of its own",
      swedish: {
        message: `inloggningsuppgifterna visar inget ärende hos ${creditors.length === 1 ? "den borgenär" : `de ${creditors.length} borgenärer`} som profilen "${profile}" har exporterat ärenden för`,
        hint: "kontrollera vems uppgifterna är (amili-export doctor); ett annat bolag behöver en egen --profile",
      },
    })
  })
