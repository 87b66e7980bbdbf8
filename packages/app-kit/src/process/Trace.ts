/** `--trace-file`: where a run writes what it did and how long each part took. Every command of both apps takes it. */
import type * as Effect from "effect/Effect"
import type { Flag } from "../command/Flag.ts"
import type { UsageError } from "../command/UsageError.ts"

export const flag: Flag = {
  names: ["--trace-file"],
  value: "path",
  choices: [],
  repeated: false,
  required: false,
  description:
    "write to this file how long each part took, as OTLP JSON lines without secrets, to send along with a report",
}

/** The file that arranged arguments name, and the arguments without it. */
export const take = (
  arranged: ReadonlyArray<string>,
): { readonly file: string | undefined; readonly rest: ReadonlyArray<string> } => {
  const end = arranged.indexOf("--")
  const at = arranged.indexOf("--trace-file")
  return at === -1 || (end !== -1 && at > end)
    ? { file: undefined, rest: arranged }
    : { file: arranged[at + 1], rest: arranged.toSpliced(at, 2) }
}

export interface Traced {
  readonly file: string
  /** Of the run as a whole. */
  readonly name: string
  readonly program: string
  readonly version: string
}

/** Runs the effect with its spans, and those of everything below it, written to the file: replaced, for its owner alone. */
export const run =
  (traced: Traced) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Promise<Effect.Effect<A, E | UsageError, R>> =>
    import("./traceFile.ts").then(({ writing }) => writing(traced)(effect))
