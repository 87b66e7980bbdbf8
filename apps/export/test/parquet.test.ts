import { rmSync } from "node:fs"
import { join } from "node:path"
import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as DuckDb from "../../../packages/export-engine/test/support/duckdb.ts"
import * as Folder from "../../../packages/accounting/test/support/folder.ts"
import { amiliExport } from "./support/program.ts"

describe("--format parquet", () => {
  it.scopedLive.each(["closed", "open"])(
    "holds the %s cases that the CSV file holds, and is made again byte for byte",
    (dataset) =>
      Effect.gen(function* () {
        const { environment } = yield* Sandbox.start({ cases: 300, seed: 8, now: "2025-06-30" })
        const out = yield* Folder.temporary
        const options = ["--out", out, "--format", "csv,parquet", "--csv", "rfc4180"]
        expect(yield* amiliExport([dataset, ...options], environment)).toMatchObject({ code: 0 })
        const name = Folder.named(out, ".parquet").find((file) => !/-quarantine|-corrections/.test(file)) ?? ""
        const parquet = join(out, name)
        const both = [`read_parquet('${parquet}')`, `read_csv('${parquet.replace(/parquet$/, "csv")}')`]
        const sums = yield* Effect.forEach(both, (file) =>
          DuckDb.query(`select count(*), count(distinct case_id), sum(remaining_capital::decimal(38,2)) from ${file}`),
        )
        expect(Number(sums[0]?.[0]?.[0])).toBeGreaterThan(20)
        expect(sums[0]).toEqual(sums[1])
        const keys = both.map((file) => `select case_id, remaining_capital::decimal(38,2), currency from ${file}`)
        expect(yield* DuckDb.query(keys.join(" except all "))).toEqual([])
        const before = Folder.contents(out)
        rmSync(parquet)
        const again = yield* Folder.temporary
        const replayed = yield* amiliExport(
          ["replay", "1", "--dataset", dataset, "--out", out, "--to", join(again, "to")],
          environment,
        )
        expect(replayed).toMatchObject({ code: 0 })
        expect(Folder.contents(join(again, "to"))[name]).toBe(before[name])
      }),
  )
})
