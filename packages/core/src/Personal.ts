/** Text about a person: the name or number of a debtor. It belongs in no log, no error, and no file nobody asked for. */
import * as Schema from "effect/Schema"
import * as Field from "./Field.ts"
import { FastDecode } from "./internal/schema/decoder.ts"

/** Text that belongs to a person, such as a debtor's name. */
export const Personal = Field.Text.pipe(
  Schema.brand("Personal", { identifier: "Personal", description: "text", [FastDecode]: Field.readText }),
)
export type Personal = typeof Personal.Type
