import { inBoth, type UsageError } from "@amili-cases/app-kit/command/UsageError"
import type { Bilingual } from "@amili-cases/sheets/Column"
import type { Chosen } from "./Chosen.ts"

interface Refusal {
  readonly setting: keyof Chosen | "start"
  /** Where the value was given: an option, a variable, a file. */
  readonly from: string
  readonly problem: Bilingual
  readonly hint: Bilingual
}

/** A value that cannot be used. */
export const refused = ({ from, hint, problem, setting }: Refusal): UsageError =>
  inBoth(
    { message: `${from}: ${problem.en}`, hint: hint.en },
    { message: `${from}: ${problem.sv}`, hint: hint.sv },
    { setting, problem: problem.en, swedish: problem.sv },
  )

/** The next step where the value itself says what is wrong. */
export const correctThere: Bilingual = { en: "correct it there", sv: "rätta det där" }
