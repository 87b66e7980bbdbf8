/** The pages that core has read before, by bare undici, as many at once; parsed, and nothing more. */
import { request } from "undici"
import { setting, timed, type Timed } from "../../harness/Timed.ts"
import { answerOf } from "./answer.ts"
import { token } from "./token.ts"

export const run = async (): Promise<Timed> => {
  const base = setting("AMILI_BASE_URL")
  const recorded: ReadonlyArray<string> = JSON.parse(await (await request(`${base}/recorded`)).body.text())
  const headers = { "x-api-key": await token(), accept: "application/json" }
  const left = recorded.filter((target) => target.startsWith("/cases"))
  const pages: Array<string> = []
  const worker = async () => {
    for (let target = left.pop(); target !== undefined; target = left.pop()) {
      const { body } = await request(base + target, { headers })
      const text = await body.text()
      JSON.parse(text)
      pages.push(text)
    }
  }
  const { time } = await timed(async () => {
    await Promise.all(Array.from({ length: Number(setting("BENCH_CONCURRENCY")) }, worker))
  })
  let minor = 0
  const ids = new Set<string>()
  for (const text of pages) {
    for (const { _id, total_remaining_capital_amount: amount } of JSON.parse(text)._items) {
      // The rows that say where ranges begin have an id and nothing else.
      if (amount === undefined || ids.has(_id)) continue
      ids.add(_id)
      minor += Math.round(amount * 100)
    }
  }
  return { ...time, answer: answerOf([...ids], minor) }
}
