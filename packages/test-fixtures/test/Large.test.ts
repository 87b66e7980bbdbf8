import * as Sandbox from "@amili-cases/test-fixtures/Sandbox"
import { it } from "@effect/vitest"
import { Effect } from "effect"
import { describe, expect } from "vitest"
import { type List } from "./support/engine.ts"

/** How many cases; `LARGE=1000000` prints the figures in docs/testing.md. */
const cases = Number(process.env["LARGE"] ?? 20_000)
const projection = '{"_id":1,"closed":1,"debt.invoice_number":1,"total_remaining_capital_amount":1}'

const walk = (baseUrl: string, token: string, filter: object) =>
  Effect.promise(async () => {
    const times: Array<number> = []
    const seen: Array<string> = []
    let total = 0
    for (let last = "", rows = 100; rows === 100 && times.length < 300;) {
      const where = JSON.stringify(last === "" ? filter : { ...filter, _id: { $gt: last } })
      const query = new URLSearchParams({ where, projection, sort: "_id", max_results: "100" })
      const before = performance.now()
      const response = await fetch(`${baseUrl}/cases?${query.toString()}`, { headers: { "X-API-Key": token } })
      const text = await response.text()
      times.push(performance.now() - before)
      const list: List = JSON.parse(text)
      total = Math.max(total, list._meta.total ?? 0)
      rows = list._items.length
      last = list._items.at(-1)?._id ?? last
      seen.push(...list._items.map(({ _id }) => _id))
    }
    return { seen, total, times }
  })

const figure = (value: number) => value.toFixed(1)

describe("a large portfolio", () => {
  it.scopedLive(
    `is walked by _id, page after page, over ${cases} cases`,
    () =>
      Effect.gen(function* () {
        const before = performance.now()
        const { baseUrl, engine } = yield* Sandbox.start({ cases })
        const report = [`start ${figure((performance.now() - before) / 1000)} s`]
        const token = engine.tokens.issue(Date.now())
        const creditor = engine.resources.get("creditors")?.id(2)
        const filters = {
          open: { closed: null },
          "closed in a week": {
            "closed.close_date": { $gte: "Mon, 12 Jan 2026 00:00:00 GMT", $lt: "Mon, 19 Jan 2026 00:00:00 GMT" },
          },
          "open, one creditor": { closed: null, creditor },
        }
        for (const [name, filter] of Object.entries(filters)) {
          const { seen, total, times } = yield* walk(baseUrl, token, filter)
          expect(new Set(seen).size).toBe(seen.length)
          expect(seen.length).toBe(Math.min(total, 30_000))
          const [first = 0, ...others] = times
          const sorted = others.toSorted((a, b) => a - b)
          const at = (share: number) => figure(sorted[Math.floor(sorted.length * share)] ?? first)
          report.push(
            `${name}: ${total} cases, first page ${figure(first)} ms, then median ${at(0.5)} ms, 99 % ${at(0.99)} ms`,
          )
        }
        report.push(`memory ${Math.round(process.memoryUsage.rss() / 1e6)} MB`)
        if (process.env["LARGE"] !== undefined) process.stdout.write(`${report.join("\n")}\n`)
      }),
    { timeout: 600_000 },
  )
})
