/** What a stand comes to, for whoever started it. */
import type { Summary } from "../stand/Summary.ts"

export type Verdict = "balanced" | "attention" | "fails"

/** A control that does not add up goes before what needs a person. */
export const verdictOf = ({ controls, decisions }: Pick<Summary, "controls" | "decisions">): Verdict =>
  controls.some(({ outcome }) => outcome === "fails") ? "fails" : decisions.length > 0 ? "attention" : "balanced"
