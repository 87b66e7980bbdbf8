/** A raw document as it is when no debtor data are asked for. */
import * as Document from "@amili-cases/core/Document"
import * as Projection from "@amili-cases/core/Projection"
import * as Option from "effect/Option"
import { withoutDebtor } from "../cases/ExportedCase.ts"

/** What is no JSON stays as it is. */
export const sourceWithoutDebtor = (source: string): string => only(source, withoutDebtor)

/** What a trouble is known by: Eve calculates an ETag from the fields that were asked for. */
export const comparableSource = (source: string): string => only(source, comparable)

const comparable: Projection.Fields = new Map([...withoutDebtor].filter(([name]) => name !== "_etag"))

const only = (source: string, fields: Projection.Fields): string =>
  Option.match(Document.wireOf(source), {
    onNone: () => source,
    onSome: (wire) => (Projection.isWithin(wire, fields) ? source : Projection.restrict(source, fields)),
  })
