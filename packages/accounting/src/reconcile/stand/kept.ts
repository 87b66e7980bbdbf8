/** The stand of a month as its run has kept it, read again from the raw documents of the run. */
import * as Archive from "@amili-cases/export-engine/evidence/Archive"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { parse, type Stored } from "./stored.ts"
import { Summary } from "./Summary.ts"

/** What decides how a month stands, from the manifest of its run; its documents need not be read for it. */
export const judged = Schema.decodeUnknown(Schema.parseJson(Summary.pick("controls", "decisions")))

/** None in an archive that no reconciliation has written to its end. */
export const summaryIn = (archive: string) =>
  Effect.map(
    Stream.runHead(Stream.filterMap(documents(archive, "summary"), (one) => rowIf(one.table === "summary" && one.row))),
    Option.getOrUndefined,
  )

export const casesIn = (archive: string) =>
  Stream.filterMap(documents(archive, "cases"), (one) => rowIf(one.table === "cases" && one.row))

export const linesIn = (archive: string) =>
  Stream.filterMap(documents(archive, "lines"), (one) => rowIf(one.table === "lines" && one.row))

export const payoutsIn = (archive: string) =>
  Stream.filterMap(documents(archive, "payouts"), (one) => rowIf(one.table === "payouts" && one.row))

export const bankIn = (archive: string) =>
  Stream.filterMap(documents(archive, "bank"), (one) => rowIf(one.table === "bank" && one.row))

export const differencesIn = (archive: string) =>
  Stream.filterMap(documents(archive, "differences"), (one) => rowIf(one.table === "differences" && one.row))

/** Documents of other tables, which are most of the archive, are not decoded. */
const documents = (archive: string, table: Stored["table"]) =>
  Archive.read(archive).pipe(
    Stream.filter((text) => text.startsWith(`{"table":"${table}",`)),
    Stream.filterMap((text) => Option.fromNullable(parse(text))),
  )

const rowIf = <R>(row: R | false): Option.Option<R> => (row === false ? Option.none() : Option.some(row))
