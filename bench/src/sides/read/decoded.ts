/** What the bare side does, and our decoder: what reading would cost if everything between the two were free. */
import { openFields, resource } from "@amili-cases/core/Case"
import * as Money from "@amili-cases/core/Money"
import * as Resource from "@amili-cases/core/Resource"
import { Either } from "effect"
import { request } from "undici"
import { setting, timed, type Timed } from "../../harness/Timed.ts"
import { answerOf } from "./answer.ts"
import { token } from "./token.ts"

export const run = async (): Promise<Timed> => {
  const base = setting("AMILI_BASE_URL")
  const recorded: ReadonlyArray<string> = JSON.parse(await (await request(`${base}/recorded`)).body.text())
  const headers = { "x-api-key": await token(), accept: "application/json" }
  const left = recorded.filter((target) => target.startsWith("/cases"))
  const { decode } = Resource.project(resource, openFields)
  const ids = new Set<string>()
  let minor = 0
  const worker = async () => {
    for (let target = left.pop(); target !== undefined; target = left.pop()) {
      const { body } = await request(base + target, { headers })
      for (const wire of JSON.parse(await body.text())._items) {
        const { id, remainingCapital } = Either.getOrThrow(decode(wire))
        // The rows that say where ranges begin have an id and nothing else.
        if (remainingCapital === undefined || ids.has(id)) continue
        ids.add(id)
        minor += Number(Money.toMinor(remainingCapital))
      }
    }
  }
  const { time } = await timed(async () => {
    await Promise.all(Array.from({ length: Number(setting("BENCH_CONCURRENCY")) }, worker))
  })
  return { ...time, answer: answerOf([...ids], minor) }
}
