/** What a run asks the API, in the run's words. */
import type { CreditorId } from "@amili-cases/core/CreditorId"
import type { Document } from "@amili-cases/core/Document"
import type { ReadError } from "@amili-cases/core/Reader"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as DateTime from "effect/DateTime"
import type * as Effect from "effect/Effect"
import type * as Stream from "effect/Stream"
import type { ExportedCase } from "./ExportedCase.ts"

/** Which cases. */
export type Wanted = Data.TaggedEnum<{
  All: {}
  /** Not closed: the key is missing, or null. */
  Open: {}
  /** Whatever is not open, with or without a date. */
  Closed: {}
  /** The same with an id after this one, in order of id and without reading ahead in several places. */
  ClosedAfter: { readonly id: string }
  /** By close date; inclusive, exclusive. */
  Dated: { readonly from: DateTime.Utc | undefined; readonly until: DateTime.Utc | undefined }
  /** Closed without a close date: invisible to `Dated`. */
  Undated: {}
  /** By the date of the last change, inclusive, open ones too; and all of `Undated`: one question instead of two. */
  ChangedOrUndated: { readonly since: DateTime.Utc }
  /** Closed on or after an instant, or without a date: what runs that leave out what is older have to export. */
  Due: { readonly floor: DateTime.Utc | undefined }
  /** These; about a hundred at most. */
  Ids: { readonly ids: ReadonlyArray<string> }
  /** With any of these numbers, open or closed; about fifty at most. */
  Numbers: { readonly invoices: ReadonlyArray<string>; readonly references: ReadonlyArray<string> }
}>
export const Wanted = Data.taggedEnum<Wanted>()

export interface Scope {
  /** Empty means all. */
  readonly creditors: ReadonlyArray<CreditorId>
  /** Names and numbers of debtors are asked for only when they are wanted. */
  readonly debtors: boolean
}

export interface Census {
  readonly count: number | undefined
  readonly now: DateTime.Utc
}

export type ReadFailed = ReadError

export class CaseReader extends Context.Tag("accounting/CaseReader")<
  CaseReader,
  {
    /** The server's clock, in whole seconds. */
    readonly now: Effect.Effect<DateTime.Utc, ReadFailed>
    /** In order of id, each case once however the portfolio moves meanwhile; what cannot be decoded comes as it is. */
    readonly walk: (wanted: Wanted, scope: Scope) => Stream.Stream<Document<ExportedCase>, ReadFailed>
    /** How many there are (undefined where the API gives no totals), and its clock when it said so; one request. */
    readonly census: (wanted: Wanted, scope: Scope) => Effect.Effect<Census, ReadFailed>
    readonly count: (wanted: Wanted, scope: Scope) => Effect.Effect<number, ReadFailed>
  }
>() {}
