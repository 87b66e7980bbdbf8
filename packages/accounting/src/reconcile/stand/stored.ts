/** The rows of a stand and its summary as lines of JSON: its raw documents, of which all of its files can be made again. */
import * as Either from "effect/Either"
import * as Schema from "effect/Schema"
import type { ReconcileRows } from "../files/ReconcileRows.ts"
import { BankTransfer, Difference, PaidCase, StandLine, StandPayout } from "./rows.ts"
import { Summary } from "./Summary.ts"

/** A case that the API answered with, of which the rows tell only that it was found. */
const Answer = Schema.Struct({
  caseId: Schema.String,
  creditorId: Schema.optional(Schema.String),
  invoiceNumber: Schema.optional(Schema.String),
  reference: Schema.optional(Schema.String),
  isOpen: Schema.Boolean,
})
export type Answer = typeof Answer.Type

const Stored = Schema.parseJson(
  Schema.Union(
    Schema.Struct({ table: Schema.Literal("cases"), row: PaidCase }),
    Schema.Struct({ table: Schema.Literal("lines"), row: StandLine }),
    Schema.Struct({ table: Schema.Literal("payouts"), row: StandPayout }),
    Schema.Struct({ table: Schema.Literal("bank"), row: BankTransfer }),
    Schema.Struct({ table: Schema.Literal("differences"), row: Difference }),
    Schema.Struct({ table: Schema.Literal("summary"), row: Summary }),
    Schema.Struct({ table: Schema.Literal("answer"), row: Answer }),
  ),
)
export type Stored = typeof Stored.Type

export type TableName = keyof ReconcileRows

const decode = Schema.decodeEither(Stored)

/** Undefined for a line that no run of ours has written. */
export const parse = (text: string): Stored | undefined => Either.getOrUndefined(decode(text))

export const encode = (table: TableName | "answer" | "summary", row: object): string =>
  JSON.stringify({ table, row }, inDigits)

/** JSON has no whole numbers of any size. */
const inDigits = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value)

/**
 * What of a summary makes a stand another one: not when it was made, or of which runs, or what the API counts today, or
 * what has been approved of any month. The same text for the same summary.
 */
export const comparable = (summary: Summary): string => {
  const controls = summary.controls.filter(({ id }) => id !== "C6" && id !== "C8")
  return JSON.stringify(encodeSummary({ ...summary, asOf: "", basis: {}, controls, replaces: undefined }))
}

const encodeSummary = Schema.encodeSync(Summary)
