/** The rows of pages as a reader asked for them, with the malformed ones separated a page at a time. */
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Document from "../../Document.ts"
import type { Resource } from "../../Resource.ts"
import type { OnMalformed } from "./onMalformed.ts"
import { documents, type Page } from "./page.ts"

/** What is left of a page. */
export interface Rows<A> {
  readonly rows: ReadonlyArray<A | Document.Document<A>>
  /** None when they are among the rows. */
  readonly malformed: ReadonlyArray<Document.Malformed>
}

export const ofPage = <A>(
  resource: Resource<A>,
  page: Pick<Page, "items" | "sources">,
  malformed: OnMalformed,
): Rows<A> => {
  if (malformed === "yield") return { rows: documents(resource, page), malformed: [] }
  const rows: Array<A> = []
  for (const item of page.items) {
    const decoded = resource.decode(item)
    if (Either.isLeft(decoded)) return apart(documents(resource, page))
    rows.push(decoded.right)
  }
  return { rows, malformed: [] }
}

/** So that pages without malformed documents, as nearly all are, cost nothing extra. */
const apart = <A>(all: ReadonlyArray<Document.Document<A>>): Rows<A> => ({
  rows: all.flatMap((one) => (Document.isMalformed(one) ? [] : [one.value])),
  malformed: all.filter(Document.isMalformed),
})

/** The rows of the page, after the malformed documents have been reported or, without a `report`, have failed. */
export const settle = <A>(
  name: string,
  { malformed, rows }: Rows<A>,
  report: ((document: Document.Malformed) => Effect.Effect<void>) | undefined,
): Effect.Effect<Chunk.Chunk<A | Document.Document<A>>, Document.MalformedDocument> => {
  const all = Chunk.unsafeFromArray(rows)
  const [first] = malformed
  if (first === undefined) return Effect.succeed(all)
  if (report === undefined) return Effect.fail(Document.toError(name, first))
  return Effect.as(Effect.forEach(malformed, report, { discard: true }), all)
}
