import * as Answer from "@amili-cases/test-fixtures/Answer"
import { Engine, type Settings } from "@amili-cases/test-fixtures/Engine"
import * as Generator from "@amili-cases/test-fixtures/Generator"

export const start = Date.parse("2026-02-01T00:00:00Z")

/** An engine over generated cases, and a way to ask it. */
export const engine = (settings: Partial<Settings> = {}, cases = 60) => {
  const sources = new Map(Object.entries(Generator.portfolio({ cases, seed: 1 })))
  const made = new Engine({ sources, apiCode: "test", publicKeys: [], ...settings })
  const token = made.tokens.issue(start)
  const ask = (target: string, now = start, method = "GET", headers: Record<string, string> = {}) =>
    made.handle(Answer.request(method, target, { "x-api-key": token, ...headers }), now)
  return { engine: made, ask, token }
}

export interface List {
  readonly _items: ReadonlyArray<{ readonly _id: string; readonly [field: string]: unknown }>
  readonly _meta: { readonly page: number; readonly max_results: number; readonly total?: number }
  readonly _links?: unknown
}

export const list = (body: string): List => JSON.parse(body)
export const ids = (body: string): ReadonlyArray<string> => list(body)._items.map(({ _id }) => _id)
