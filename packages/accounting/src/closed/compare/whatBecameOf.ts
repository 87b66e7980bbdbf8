/** What became of exported cases that are not among the closed ones: the API is asked for each by its id. */
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { CaseReader, Wanted } from "../../cases/CaseReader.ts"

export interface Fates {
  readonly reopened: ReadonlyArray<string>
  /** The API has no such case. */
  readonly deleted: ReadonlyArray<string>
}

export const whatBecameOf = (ids: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const reader = yield* CaseReader
    const reopened: Array<string> = []
    const found = new Set<string>()
    for (const some of Array.chunksOf(ids, 100)) {
      yield* Stream.runForEach(reader.walk(Wanted.Ids({ ids: some }), { creditors: [], debtors: false }), (document) =>
        Effect.sync(() => {
          if (document._tag === "Malformed") return void found.add(document.id ?? "")
          found.add(document.value.id)
          if (document.value.closed === undefined) reopened.push(document.value.id)
        }),
      )
    }
    const fates: Fates = { reopened, deleted: ids.filter((id) => !found.has(id)) }
    return fates
  })
