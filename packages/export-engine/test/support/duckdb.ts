/** DuckDB, which reads Parquet and CSV with code that is not ours. */
import { DuckDBConnection } from "@duckdb/node-api"
import { Effect } from "effect"

/** The rows of a query, each value as text. */
export const query = (sql: string) =>
  Effect.acquireUseRelease(
    Effect.promise(() => DuckDBConnection.create()),
    (connection) =>
      Effect.promise(async () => {
        const reader = await connection.runAndReadAll(sql)
        return reader.getRows().map((row) => row.map(String))
      }),
    (connection) => Effect.sync(() => connection.closeSync()),
  )
