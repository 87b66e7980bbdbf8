import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type { Column, Table } from "@amili-cases/sheets/Column"
import { rfc4180 } from "@amili-cases/sheets/csv/CsvProfile"
import * as Totals from "@amili-cases/sheets/Totals"
import * as NodeFileSystem from "@effect/platform-node/NodeFileSystem"
import { FileSystem } from "@effect/platform"
import { describe, expect, it } from "@effect/vitest"
import { Array, DateTime, Effect, type Scope } from "effect"
import type { Output } from "@amili-cases/export-engine/dataset/Output"
import type { Provenance } from "@amili-cases/export-engine/dataset/Provenance"
import { csv } from "@amili-cases/export-engine/formats/csv"
import { parquet } from "@amili-cases/export-engine/formats/parquet"
import * as DuckDb from "../support/duckdb.ts"

interface Order {
  readonly id: string
  readonly paid: bigint | undefined
  readonly day: string | undefined
  readonly lines: number
  readonly buyer: string
}

const described = { header: { sv: "", en: "" }, about: "", width: 10 }
const columns: ReadonlyArray<Column<Order>> = [
  { ...described, key: "id", kind: "id", value: ({ id }) => id },
  { ...described, key: "paid", kind: "money", value: ({ paid }) => paid },
  { ...described, key: "day", kind: "date", value: ({ day }) => day },
  { ...described, key: "lines", kind: "integer", value: ({ lines }) => lines },
  { ...described, key: "buyer", kind: "text", personal: true, value: ({ buyer }) => buyer },
]
const table: Table<Order> = { name: "orders", columns, currency: () => "SEK", amount: ({ paid }) => paid }

const output: Output<{ orders: Order; refused: Order }, void> = {
  tables: {
    orders: { table, role: "rows", suffix: "", main: true, always: false, creditor: () => undefined },
    refused: { table, role: "refused", suffix: "-refused", main: false, always: true, creditor: () => undefined },
  },
  workbook: () => Effect.dieMessage("no workbook is asked for"),
}

const provenance = (privacy: Provenance["privacy"]): Provenance => ({
  profile: "default",
  generatedAt: DateTime.unsafeMake(0),
  tool: "test",
  privacy,
})

const inFolder = <A, E>(use: (folder: string) => Effect.Effect<A, E, FileSystem.FileSystem | Scope.Scope>) =>
  FileSystem.FileSystem.pipe(
    Effect.flatMap((fs) => fs.makeTempDirectoryScoped()),
    Effect.flatMap(use),
    Effect.scoped,
    Effect.provide(NodeFileSystem.layer),
  )

interface Writing {
  readonly folder: string
  readonly base: string
  readonly batch?: number
  readonly privacy?: Provenance["privacy"]
  readonly chosen?: ReadonlyArray<string>
}

const write = (rows: ReadonlyArray<Order>, { base, batch = 1000, chosen, folder, privacy = "full" }: Writing) =>
  Effect.forEach([parquet, csv], (format) =>
    Effect.gen(function* () {
      const writer = yield* format.open(output, {
        base,
        staged: (name) => join(folder, name),
        csv: chosen === undefined ? rfc4180 : { ...rfc4180, columns: chosen },
        workbook: { language: "sv", provenance: provenance(privacy) },
      })
      for (let from = 0; from < rows.length; from += batch)
        yield* writer.write("orders", rows.slice(from, from + batch))
      return yield* writer.finish(undefined)
    }),
  ).pipe(
    Effect.map((written) => written.flat()),
    Effect.scoped,
  )

const order = (index: number): Order => ({
  id: String(index).padStart(24, "0"),
  paid: index % 7 === 0 ? undefined : BigInt(index) * (index % 2 === 0 ? 12_345_678_901n : -1n),
  day: index % 5 === 0 ? undefined : `19${String((index % 60) + 40)}-0${(index % 9) + 1}-2${index % 9}`,
  lines: index % 3 === 0 ? index * 1_000_000 : -index,
  buyer: ["Åsa Öberg", "", "=1+1", 'O\'Neil, "Bo"\nand son', "🧾"][index % 5] ?? "",
})

/** More than two groups of rows. */
const orders = Array.makeBy(45_001, order)

const hashOf = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex")

describe("a Parquet file", () => {
  it.effect("holds the rows of the CSV file, exact to the cent, as DuckDB reads both", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const written = yield* write(orders, { folder, base: "orders" })
        expect(written.map(({ name, written }) => [name, written.rows])).toEqual([
          ["orders.parquet", 45_001],
          ["orders.csv", 45_001],
        ])
        const ours = `read_parquet('${join(folder, "orders.parquet")}')`
        const theirs = `read_csv('${join(folder, "orders.csv")}', all_varchar = true, header = true)`
        const texts = "id, ifnull(paid::text, ''), ifnull(day::text, ''), lines::text, buyer"
        // A spreadsheet would run a text that begins with "="; the CSV file has an apostrophe in front of it.
        const plain = "id, ifnull(paid, ''), ifnull(day, ''), lines, ifnull(ltrim(buyer, ''''), '')"
        const differing = `(select ${texts} from ${ours} except all select ${plain} from ${theirs})`
        const [counts] = yield* DuckDb.query(
          `select count(*), count(distinct id), sum(paid), (select count(*) from ${differing}) from ${ours}`,
        )
        const totals = new Totals.Totals()
        for (const { paid } of orders) totals.add("", paid)
        const sum = totals.get("").minor
        expect(counts).toEqual(["45001", "45001", `${sum / 100n}.${String(sum % 100n).padStart(2, "0")}`, "0"])
        expect(written[0]?.written.sums).toEqual(new Map([["SEK", sum]]))
      }),
    ),
  )

  it.effect("says of each column what it is", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        yield* write(orders.slice(0, 3), { folder, base: "orders" })
        const described = yield* DuckDb.query(`describe select * from '${join(folder, "orders.parquet")}'`)
        expect(described.map(([name, type]) => [name, type])).toEqual([
          ["id", "VARCHAR"],
          ["paid", "DECIMAL(38,2)"],
          ["day", "DATE"],
          ["lines", "BIGINT"],
          ["buyer", "VARCHAR"],
        ])
      }),
    ),
  )

  it.effect("has the same bytes however the rows come in", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const batches = [1, 997, 45_001]
        for (const batch of batches) yield* write(orders, { folder, base: `by-${batch}`, batch })
        const hashes = batches.map((batch) => hashOf(join(folder, `by-${batch}.parquet`)))
        expect(new Set(hashes).size).toBe(1)
      }),
    ),
  )

  it.effect("has no debtor data that nobody asked for, and the columns that were chosen", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        yield* write(orders.slice(0, 3), { folder, base: "none", privacy: "none" })
        yield* write(orders.slice(0, 3), { folder, base: "chosen", chosen: ["paid", "id"] })
        const columnsOf = (name: string) =>
          Effect.map(
            DuckDb.query(`describe select * from '${join(folder, name)}'`),
            Array.map(([column]) => column),
          )
        expect(yield* columnsOf("none.parquet")).toEqual(["id", "paid", "day", "lines"])
        expect(readFileSync(join(folder, "none.parquet"), "latin1")).not.toContain("buyer")
        expect(yield* columnsOf("chosen.parquet")).toEqual(["paid", "id"])
      }),
    ),
  )

  it.effect("is there without rows too, if it is the main table's", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const written = yield* write([], { folder, base: "empty" })
        expect(written.map(({ name }) => name)).toEqual(["empty.parquet", "empty.csv"])
        expect(yield* DuckDb.query(`select count(*) from '${join(folder, "empty.parquet")}'`)).toEqual([["0"]])
      }),
    ),
  )

  it.effect("refuses an amount that its type cannot hold", () =>
    inFolder((folder) =>
      Effect.gen(function* () {
        const most = 10n ** 38n - 1n
        yield* write([{ ...order(1), paid: -most }], { folder, base: "most" })
        expect(yield* DuckDb.query(`select paid from '${join(folder, "most.parquet")}'`)).toEqual([
          [`-${"9".repeat(36)}.99`],
        ])
        const { message } = yield* Effect.flip(write([{ ...order(1), paid: most + 1n }], { folder, base: "more" }))
        expect(message).toBe(
          `${join(folder, "more.parquet")}: an amount in column paid has more than 36 digits before the decimal point`,
        )
      }),
    ),
  )
})
