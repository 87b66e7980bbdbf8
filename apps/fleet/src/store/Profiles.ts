/** The profiles of the fleet. */
import type { JournalError } from "@amili-cases/export-engine/database/JournalError"
import { batchSize, query, transaction } from "@amili-cases/export-engine/database/statement"
import { rowsOf } from "@amili-cases/export-engine/database/rows"
import { SqlClient } from "@effect/sql/SqlClient"
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { check, type Checked, columns } from "../profiles/check.ts"
import type { FleetProfile } from "../profiles/FleetProfile.ts"

const methods = Effect.gen(function* () {
  const sql = yield* SqlClient
  const names = sql.literal(
    Object.keys(columns)
      .map((name) => `"${name}"`)
      .join(", "),
  )
  const read = (where = sql``) =>
    sql`SELECT ${names} FROM fleet_profile ${where} ORDER BY name`.pipe(
      query,
      Effect.map((rows) => {
        const found = decode(rows)
        return check(found, (index) => `profile "${found[index]?.["name"] ?? ""}" in the table fleet_profile`)
      }),
    )

  /** All of them, and what is wrong with rows that were written to the table by others. */
  const all: Effect.Effect<Checked, JournalError> = read()

  const find = (name: string): Effect.Effect<Checked, JournalError> => read(sql`WHERE name = ${name}`)

  /** These and no others. What is paused stays paused. */
  const replace = (profiles: ReadonlyArray<FleetProfile>): Effect.Effect<void, JournalError> =>
    Effect.gen(function* () {
      const kept = profiles.map(({ name }) => name)
      yield* sql`DELETE FROM fleet_profile WHERE name <> ALL(${kept})`
      for (const batch of Array.chunksOf(profiles.map(rowOf), batchSize)) {
        const updates = Object.keys(columns).map((name) => `"${name}" = excluded."${name}"`)
        yield* sql`INSERT INTO fleet_profile ${sql.insert(batch)}
          ON CONFLICT (name) DO UPDATE SET ${sql.literal(updates.join(", "))}`
      }
    }).pipe(transaction(sql), query)

  /** Of all profiles where none is named. Those that are not there. */
  const pause = (wanted: ReadonlyArray<string>, paused: boolean): Effect.Effect<ReadonlyArray<string>, JournalError> =>
    Effect.gen(function* () {
      if (wanted.length === 0) {
        yield* sql`UPDATE fleet SET paused = ${paused}`
        return []
      }
      const found =
        yield* sql`UPDATE fleet_profile SET paused = ${paused} WHERE name = ANY(${[...wanted]}) RETURNING name`
      const known = new Set(found.map((row) => row["name"]))
      return wanted.filter((name) => !known.has(name))
    }).pipe(query)

  /** How long its last export took, in seconds: what is known of its size. */
  const took = (name: string, seconds: number): Effect.Effect<void, JournalError> =>
    Effect.asVoid(query(sql`UPDATE fleet_profile SET seconds = ${seconds} WHERE name = ${name}`))

  /** The same as it was last told; 0 where nothing is known. */
  const lastTook = (name: string): Effect.Effect<number, JournalError> =>
    Effect.map(query(sql`SELECT seconds FROM fleet_profile WHERE name = ${name}`), ([row]) =>
      Number(row?.["seconds"] ?? 0),
    )

  return { all, find, lastTook, pause, replace, took }
})

export class Profiles extends Effect.Service<Profiles>()("fleet/Profiles", { effect: methods }) {}

const rowOf = ({ apiCode, baseUrl, creditors, datasets, privateKey, ...profile }: FleetProfile) => ({
  format: "",
  csv: "",
  language: "",
  by: "",
  ...profile,
  base_url: baseUrl,
  api_code: apiCode,
  private_key: privateKey,
  creditors: creditors.join(" "),
  datasets: datasets.join(" "),
})

const decode = rowsOf(Schema.Record({ key: Schema.String, value: Schema.String }))
