import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import * as Scope from "effect/Scope"
import type { Language } from "../Column.ts"
import type { WriteFailed } from "../Written.ts"
import * as grid from "./Grid.ts"
import * as Frame from "./Frame.ts"
import { around, textOnPurpose, writeLinks, writeTargets } from "./links.ts"
import { Part } from "./Part.ts"
import { SharedStrings } from "./SharedStrings.ts"
import * as sink from "../bytes/sink.ts"
import * as spool from "../bytes/spool.ts"
import { piecesOf, specOf } from "./longTexts.ts"
import { MOST_ROWS, type Shared, TableSheet } from "./TableSheet.ts"
import { shapeOf, type TableSpec } from "./tableShape.ts"
import * as zip from "./zip.ts"

/** A sheet that is laid out by hand once all rows are known: its cells and what surrounds them. */
export interface Laid {
  readonly shape: Frame.SheetShape
  readonly grid: ReadonlyArray<grid.GridRow>
}

/** What stands above the table on a sheet, when all its rows are known: as many rows at most as its spec leaves. */
export interface Lead {
  readonly table: AnyTable
  readonly grid: ReadonlyArray<grid.GridRow>
}

/** A table of any rows: what the file is put together from. */
export type AnyTable = Pick<
  TableSheet<never>,
  "close" | "first" | "head" | "idColumns" | "index" | "linkColumn" | "sheets" | "shapes"
>

/** A workbook under way. */
export interface Assembly {
  readonly shared: Shared
  /** The XML before the first row of the given table. */
  readonly head: (table: number) => string
  /** Puts the file together: the laid sheets first, for which the names and rows of the tables' sheets are known, then the tables. */
  readonly finish: (
    laid: (index: ReadonlyArray<{ readonly name: string; readonly rows: number }>) => ReadonlyArray<Laid>,
    tables: ReadonlyArray<AnyTable>,
    properties: Frame.Properties,
    leads?: ReadonlyArray<Lead>,
  ) => Effect.Effect<{ readonly bytes: number; readonly sha256: string }, WriteFailed>
}

/** Begins a workbook at `path`, which must not exist. Parts that grow large wait in files beside it. */
export const begin = (
  path: string,
  { language, mostRows = MOST_ROWS }: { readonly language: Language; readonly mostRows?: number | undefined },
  specs: ReadonlyArray<TableSpec<never>>,
): Effect.Effect<Assembly, WriteFailed, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const file = yield* sink.create(path)
    const fs = yield* FileSystem.FileSystem
    const scope = yield* Effect.scope
    const strings = new SharedStrings()
    const longTexts = specOf(language)
    const shapes = [...specs, longTexts].map((spec) => shapeOf<never>(spec, language, 0, 0))
    const probe = yield* Effect.promise(() => Frame.make(shapes, NOTHING))
    let parts = 0
    const newPart = Effect.suspend(() => spool.make(`${path}.part${++parts}`)).pipe(
      Effect.map((store) => new Part(store)),
      Effect.provideService(FileSystem.FileSystem, fs),
      Scope.extend(scope),
    )
    const shared: Shared = {
      language,
      strings,
      mostRows,
      counts: { amountsAsText: 0, longTexts: [] },
      newPart,
      style: probe.style,
    }

    const finish: Assembly["finish"] = (layOut, given, properties, leads = []) =>
      Effect.gen(function* () {
        const tables = [...given]
        for (const table of given) yield* table.close
        if (shared.counts.longTexts.length > 0) {
          const table = new TableSheet(longTexts, shared, probe.head(specs.length))
          for (const text of shared.counts.longTexts) yield* table.write(piecesOf(text))
          tables.push(table)
        }
        const laid = layOut(tables.flatMap((table) => table.index()))
        const shapes = [...laid.map((sheet) => sheet.shape), ...tables.flatMap((table) => table.shapes())]
        const frame = yield* Effect.promise(() => Frame.make(shapes, properties))
        const relations = new Set(
          tables.flatMap((table) => table.sheets).map((_, index) => relsName(laid.length + index)),
        )
        const entries = Array.from(frame.parts)
          .filter(([name]) => !relations.has(name))
          .map(([name, bytes]) => zip.small(name, bytes))
        entries.push(zip.small("xl/sharedStrings.xml", Buffer.from(strings.xml())))
        for (const [index, sheet] of laid.entries()) {
          const xml = frame.head(index) + grid.rows(sheet.grid, frame.style, sheet.shape.widths) + frame.tail(index)
          entries.push(zip.small(sheetName(index), Buffer.from(xml)))
        }
        const sheets = tables.flatMap((table) => table.sheets.map((sheet) => ({ ...sheet, table })))
        for (const [index, { links, part, rows, table }] of sheets.entries()) {
          const number = laid.length + index
          const [before, setUp, after] = around(frame.tail(number))
          part.out.utf8(before)
          yield* writeLinks(part, table.linkColumn, table.first, links)
          part.out.utf8(setUp)
          part.out.utf8(textOnPurpose(table.idColumns, table.first, rows))
          part.out.utf8(after)
          const above = leads.find((lead) => lead.table === table)?.grid ?? []
          const head = table.head + grid.rows(above, frame.style)
          entries.push({ ...(yield* part.finishAfter(head)), name: sheetName(number) })
          const rels = relsName(number)
          const relations = yield* newPart
          yield* writeTargets(relations, frame.parts.get(rels), links)
          entries.push({ ...(yield* relations.finish), name: rels, read: relations.store.read })
        }
        yield* zip.write(path, file, entries)
        return yield* file.end
      })
    return { shared, head: probe.head, finish }
  })

const sheetName = (index: number) => `xl/worksheets/sheet${index + 1}.xml`

const relsName = (index: number) => `xl/worksheets/_rels/sheet${index + 1}.xml.rels`

/** The frame that only tells what stands before the rows says nothing about itself. */
const NOTHING: Frame.Properties = { title: "", subject: "", application: "", created: new Date(0), custom: {} }
