/** What was true when: the history of a collection, for tests that ask what a reader should have seen. */
import * as Either from "effect/Either"
import { type Change, type Collection } from "./internal/eve/Collection.ts"
import { type Document } from "./Document.ts"
import * as Matching from "./internal/eve/Matching.ts"
import { type Refusal } from "./internal/http/Refusal.ts"
import * as Where from "./internal/eve/Where.ts"

/** Which ids matched a `where` between a version of the collection and now. */
export interface Matched {
  /** At every moment. A reader must find each of them once. */
  readonly throughout: ReadonlySet<string>
  /** At one moment at least. A reader must find no other. */
  readonly ever: ReadonlySet<string>
}

/**
 * Which documents a reader that began at version `since` must find and which it may find; a `where` that the server
 * refuses is `Left`.
 */
export const matched = (collection: Collection, where: string, since: number): Either.Either<Matched, Refusal> =>
  Either.gen(function* () {
    const query = yield* Where.parse(where)
    const test = yield* Matching.compileForDocument(query)
    const matches = (document: Document | undefined): boolean => document !== undefined && test(document)
    const { rows } = yield* collection.find(query, [])
    const throughout = new Set(rows.map((row) => collection.id(row)))
    const ever = new Set(throughout)
    for (const { id, before, after } of changesSince(collection, since)) {
      if (matches(before) || matches(after)) ever.add(id)
      if (!matches(before) || !matches(after)) throughout.delete(id)
    }
    return { throughout, ever }
  })

/** What happened after a version, in order. */
export const changesSince = (collection: Collection, since: number): ReadonlyArray<Change> =>
  collection.changes.filter(({ version }) => version > since)
