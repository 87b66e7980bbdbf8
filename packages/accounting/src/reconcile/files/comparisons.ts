/** The controls as rows: one for each currency that was compared, or one that says why none was. */
import type { Control, Summary } from "../stand/Summary.ts"

export type Side = Control["sides"][number]

export interface Comparison {
  readonly control: Control
  readonly side: Side | undefined
  /** In this currency: where others make a control fail, this one may hold. */
  readonly outcome: Control["outcome"]
  /** Whether it is the first row of its control. */
  readonly isFirst: boolean
}

export const comparisons = ({
  controls,
  currencies,
}: Pick<Summary, "controls" | "currencies">): ReadonlyArray<Comparison> => {
  /** The creditor's own currency first; one that is not among them last. */
  const rank = ({ currency }: Side) =>
    currencies.includes(currency) ? currencies.indexOf(currency) : currencies.length
  return controls.flatMap((control): ReadonlyArray<Comparison> => {
    if (control.sides.length === 0) return [{ control, side: undefined, outcome: control.outcome, isFirst: true }]
    return control.sides
      .toSorted((a, b) => rank(a) - rank(b))
      .map((side, index) => ({
        control,
        side,
        outcome: control.outcome === "fails" && side.left === side.right ? "holds" : control.outcome,
        isFirst: index === 0,
      }))
  })
}
