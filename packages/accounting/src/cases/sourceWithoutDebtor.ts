/** A raw document as it is when no debtor data are asked for: what a trouble is known by must not depend on them. */
import * as Document from "@amili-cases/core/Document"
import * as Projection from "@amili-cases/core/Projection"
import { Option } from "effect"
import { withoutDebtor } from "./ExportedCase.ts"

/** What is no JSON stays as it is. */
export const sourceWithoutDebtor = (source: string): string =>
  Option.match(Document.wireOf(source), {
    onNone: () => source,
    onSome: (wire) => (Projection.isWithin(wire, withoutDebtor) ? source : Projection.restrict(source, withoutDebtor)),
  })
