/** Columns that may be empty, under their names in the journal. */
import { NumberOrNull, TextOrNull } from "@amili-cases/export-engine/database/columns"
import * as Schema from "effect/Schema"

export const text = (column: string) => Schema.propertySignature(TextOrNull).pipe(Schema.fromKey(column))

export const number = (column: string) => Schema.propertySignature(NumberOrNull).pipe(Schema.fromKey(column))
