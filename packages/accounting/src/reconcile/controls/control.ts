/** A control of two sums. */
import type { ByCurrency } from "../journal/ControlSums.ts"
import type { Control } from "../stand/Summary.ts"

type Text = Pick<Control, "en" | "sv">

/** Holds where both sums are the same in each currency. */
export const control = (id: Control["id"], left: ByCurrency, right: ByCurrency, text: Text): Control => {
  const currencies = [...new Set([...left.keys(), ...right.keys()])].toSorted()
  const sides = currencies.map((currency) => ({
    currency,
    left: left.get(currency) ?? 0n,
    right: right.get(currency) ?? 0n,
  }))
  const outcome = sides.every((side) => side.left === side.right) ? "holds" : "fails"
  return { id, outcome, sides, ...text }
}

export const notCompared = (id: Control["id"], text: Text): Control => ({
  id,
  outcome: "not_compared",
  sides: [],
  ...text,
})

/** Two counts, as the sums of no currency. */
export const count = (left: number, right: number): readonly [ByCurrency, ByCurrency] => [
  new Map([["", BigInt(left)]]),
  new Map([["", BigInt(right)]]),
]
