/** The orders of the table, by what comes after a row: with page numbers, cases that close would hide others. */
import type { Case } from "@amili-cases/core/Case"
import * as Money from "@amili-cases/core/Money"
import type { Given, PageOptions } from "@amili-cases/core/Promise"
import type { Where } from "@amili-cases/core/Query"
import { Option } from "effect"

type Order = readonly [NonNullable<PageOptions<Case, never>["sort"]>, (id: string, text: string) => Given<Where<Case>>]

const newest: Order = [["-id"], (id) => ({ id: { $lt: id } })]

/** Cases with the same amount follow each other by id, and those without one come last. */
const largest: Order = [
  ["-remainingCapital"],
  (id, text) =>
    Option.match(Money.parse(text), {
      onNone: () => ({ remainingCapital: null, id: { $gt: id } }),
      onSome: (remainingCapital) => ({
        $or: [
          { remainingCapital: { $lt: remainingCapital } },
          { remainingCapital, id: { $gt: id } },
          { remainingCapital: null },
        ],
      }),
    }),
]

/** What to sort by, and the condition for what comes after a row, of which the id and the text of the amount are known. */
export const orderOf = (name: string | undefined): Order => (name === "largest" ? largest : newest)
