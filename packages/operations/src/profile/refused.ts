import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import type { Chosen } from "./Chosen.ts"

interface Refusal {
  readonly setting: keyof Chosen | "start"
  /** Where the value was given: an option, a variable, a file. */
  readonly from: string
  readonly problem: string
  readonly hint: string
}

/** A value that cannot be used. */
export const refused = ({ from, hint, problem, setting }: Refusal): UsageError =>
  new UsageError({ message: `${from}: ${problem}`, hint, refused: { setting, problem } })
