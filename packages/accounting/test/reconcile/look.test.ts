import { NodeFileSystem } from "@effect/platform-node"
import { it } from "@effect/vitest"
import { Effect } from "effect"
import { rmSync } from "node:fs"
import * as Book from "./book.ts"
import * as Stand from "./stand.ts"
it.effect("look", () =>
  Effect.gen(function* () {
    for (const [n, o] of Object.entries({
      one: {},
      three: { currencies: ["SEK", "NOK", "EUR"] },
      ok: { balances: true },
    })) {
      rmSync(`/tmp/report-tmp/${n}.xlsx`, { force: true })
      yield* Book.write(`/tmp/report-tmp/${n}.xlsx`, Stand.make(o), n === "ok" ? { language: "en" } : {})
    }
  }).pipe(Effect.provide(NodeFileSystem.layer)),
)
