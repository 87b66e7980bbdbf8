/** The state of a line, by its last event and by the case that it was found to belong to. Pure. */
import type { FoldedLine } from "../fold/foldLine.ts"
import type { LineState } from "../stand/states.ts"

/** What a line was found to belong to: `known` is a closed case, whatever it was closed for. */
export type Owner = "known" | "living" | "several" | "none"

export const lineState = (
  { isWithdrawn, now }: Pick<FoldedLine, "isWithdrawn" | "now">,
  owner: Owner,
  isOpening: boolean,
): LineState => {
  if (now.state === "gone") return "gone"
  if (owner === "several") return "ambiguous"
  // The case of a line from before the journal began may be one that the journal does not hold.
  if (owner === "none" && !isOpening) return "orphan"
  if (now.reversedBy !== null || isWithdrawn) return "reversed"
  if (owner === "living") return "open_case"
  if (now.state === "paid" || now.state === "scheduled") return now.state
  return now.kind === "new" ? "new" : "changed"
}

export const needsPerson = (state: LineState): boolean => state === "orphan" || state === "ambiguous"
