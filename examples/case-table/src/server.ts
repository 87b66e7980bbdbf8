/** What the page asks for: its rows, and one case as it changes. No debtor's data leaves it: no projection has any. */
import * as CaseState from "@amili-cases/core/CaseState"
import { type Amili, isAmiliError } from "@amili-cases/core/Promise"
import { Hono } from "hono"
import { streamSSE } from "hono/streaming"
import { readFile } from "node:fs/promises"
import { orderOf } from "./order.ts"

const projection = ["state", "creditorName", "currency", "remainingCapital", "debt.invoiceNumber"] as const

export const server = (amili: Amili<"string">) =>
  new Hono()
    .get("/", async (c) => c.html(await readFile(new URL("../src/page.html", import.meta.url), "utf8")))
    .get("/states", (c) => c.json(CaseState.known.map((state) => [state, CaseState.describe(state)])))
    .get("/cases", async (c) => {
      const { amount = "", id, sort, state } = c.req.query()
      const [order, after] = orderOf(sort)
      const { malformed, pageSize, rows } = await amili.cases.page({
        filter: { where: { $and: [{ closed: null }, id ? after(id, amount) : {}] }, ...(state ? { state } : {}) },
        sort: order,
        projection,
        pageSize: 20,
      })
      const last = rows.length + malformed.length < pageSize ? undefined : rows.at(-1)
      const next = last && new URLSearchParams({ id: last.id, amount: last.remainingCapital ?? "" }).toString()
      return c.json({ rows, next })
    })
    .get("/cases/:id", (c) =>
      streamSSE(c, async (stream) => {
        let sent = ""
        while (!stream.aborted) {
          const found = await amili.cases.get(c.req.param("id"), { projection: [...projection, "status", "closed"] })
          const data = JSON.stringify(found)
          if (data !== sent) await stream.writeSSE({ data })
          sent = data
          await stream.sleep(2000)
        }
      }),
    )
    .onError((error, c) => {
      if (!isAmiliError(error)) throw error
      return c.json({ message: error.message, hint: error.hint }, error._tag === "InvalidQuery" ? 400 : 502)
    })
