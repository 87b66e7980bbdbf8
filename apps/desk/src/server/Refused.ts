/** A request that is not answered, with what the page says instead. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as Data from "effect/Data"

export class Refused extends Data.TaggedError("Refused")<{
  readonly status: number
  readonly message: Bilingual
  readonly hint: Bilingual
}> {}
