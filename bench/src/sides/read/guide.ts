/** The guide's own request for open cases, page after page until all are there. */
import axios from "axios"
import { setting, timed, type Timed } from "../../harness/Timed.ts"
import { answerOf } from "./answer.ts"
import { token } from "./token.ts"

interface Page {
  readonly _items: ReadonlyArray<{ readonly _id: string; readonly total_remaining_capital_amount?: number }>
  readonly _meta: { readonly total: number; readonly max_results: number }
}

const where = encodeURIComponent(JSON.stringify({ closed: { $exists: false } }))
const projection = encodeURIComponent(
  JSON.stringify({ _id: 1, state: 1, status: 1, "debt.invoice_number": 1, total_remaining_capital_amount: 1 }),
)

export const run = async (): Promise<Timed> => {
  const headers = { "X-API-Key": await token() }
  const url = `${setting("AMILI_BASE_URL")}/cases?where=${where}&projection=${projection}&sort=-_created&max_results=50`
  const { time, value } = await timed(async () => {
    const cases: Array<Page["_items"][number]> = []
    for (let page = 1; ; page++) {
      const { data } = await axios.get<Page>(`${url}&page=${page}`, { headers })
      cases.push(...data._items)
      if (data._items.length === 0 || cases.length >= data._meta.total) return cases
    }
  })
  let minor = 0
  for (const { total_remaining_capital_amount: amount } of value) minor += Math.round((amount ?? 0) * 100)
  return {
    ...time,
    answer: answerOf(
      value.map((one) => one._id),
      minor,
    ),
  }
}
