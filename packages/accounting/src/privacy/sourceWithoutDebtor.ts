/** A raw document as it is when no debtor data are asked for. */
import * as Document from "@amili-cases/core/Document"
import * as Projection from "@amili-cases/core/Projection"
import * as Option from "effect/Option"
import { askedBefore, comparable, withoutDebtor } from "../cases/ExportedCase.ts"

/** What is no JSON stays as it is. */
export const sourceWithoutDebtor = (source: string): string => only(source, withoutDebtor)

/** What a trouble is known by. */
export const comparableSource = (source: string): string => only(source, comparable)

/** The document as it would have come before edition 3. */
export const sourceAsBefore = (source: string): string => only(source, askedBefore)

const only = (source: string, fields: Projection.Fields): string =>
  Option.match(Document.wireOf(source), {
    onNone: () => source,
    onSome: (wire) => (Projection.isWithin(wire, fields) ? source : Projection.restrict(source, fields)),
  })
