/**
 * What a run has seen at the API: a document, or that a line or payout of the journal is no longer there. The archive
 * keeps each as one line, the document as it was received.
 */
import * as Document from "@amili-cases/core/Document"
import { resource as payouts } from "@amili-cases/core/Payout"
import { resource as lines } from "@amili-cases/core/PayoutSpecification"
import type { Resource } from "@amili-cases/core/Resource"
import * as Data from "effect/Data"
import * as Either from "effect/Either"
import type { ExportedLine, ExportedPayout } from "./exported.ts"

export type Observation = Data.TaggedEnum<{
  Line: { readonly document: Document.Document<ExportedLine> }
  Payout: { readonly document: Document.Document<ExportedPayout> }
  LineGone: { readonly id: string }
  PayoutGone: { readonly id: string }
}>
export const Observation = Data.taggedEnum<Observation>()

/** The id; undefined where the document has none that can be read. */
export const idOf = Observation.$match({
  Line: ({ document }) => (Document.isMalformed(document) ? document.id : document.value.id),
  Payout: ({ document }) => (Document.isMalformed(document) ? document.id : document.value.id),
  LineGone: ({ id }): string | undefined => id,
  PayoutGone: ({ id }): string | undefined => id,
})

const documentOf = ({ name }: { readonly name: string }) => `{"resource":"${name}","document":`
const goneOf = ({ name }: { readonly name: string }) => `{"resource":"${name}","gone":`

/** A line of the archive. */
export const encode = Observation.$match({
  Line: ({ document }) => `${documentOf(lines)}${document.source}}`,
  Payout: ({ document }) => `${documentOf(payouts)}${document.source}}`,
  LineGone: ({ id }) => `${goneOf(lines)}${JSON.stringify(id)}}`,
  PayoutGone: ({ id }) => `${goneOf(payouts)}${JSON.stringify(id)}}`,
})

/** Reads a line of the archive; undefined for one that no run of ours has written. */
export const parse = (text: string): Observation | undefined => {
  const inside = (start: string) => (text.startsWith(start) ? text.slice(start.length, -1) : undefined)
  const payout = inside(documentOf(payouts))
  if (payout !== undefined) return Observation.Payout({ document: decode(payouts, payout) })
  const line = inside(documentOf(lines))
  if (line !== undefined) return Observation.Line({ document: decode(lines, line) })
  const gonePayout = inside(goneOf(payouts))
  if (gonePayout !== undefined) return Observation.PayoutGone({ id: gonePayout.slice(1, -1) })
  const goneLine = inside(goneOf(lines))
  return goneLine === undefined ? undefined : Observation.LineGone({ id: goneLine.slice(1, -1) })
}

const decode = <A>(resource: Resource<A>, source: string): Document.Document<A> => {
  const parsed = Either.getOrUndefined(Either.try((): unknown => JSON.parse(source)))
  return Document.decode(resource, parsed, () => source)
}
