/** Makes the checks of a `doctor` and reports each on the terminal as it is made. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Check from "./Check.ts"
import * as Output from "../terminal/Output.ts"
import * as Wording from "../terminal/Wording.ts"
import * as Screen from "../terminal/Screen.ts"

/** A check has failed. */
class CheckFailed extends Data.TaggedError("CheckFailed")<{
  readonly message: string
  readonly hint: string
  readonly exitCode: number
}> {}

/** What a finding looks like; none where there is nothing to say of it. */
export type Line<E> = (finding: Check.Finding) => Effect.Effect<Option.Option<string>, E>

export const asText: Line<never> = (finding) => Effect.succeedSome(render(finding))

/** Runs the checks and reports each as it is made; fails with the exit code of the first that failed. */
export const examine = <E, R, LE>(
  line: Line<LE>,
  checks: (look: Check.Look<Output.OutputFailed | LE>) => Effect.Effect<unknown, E, R>,
): Effect.Effect<void, E | CheckFailed, R> =>
  Effect.gen(function* () {
    const findings: Array<Check.Finding> = []
    yield* checks((name, check) =>
      Effect.flatMap(Check.make(name, check), (finding) => {
        findings.push(finding)
        return Effect.flatMap(line(finding), (text) =>
          Effect.as(
            Option.match(text, { onNone: () => Effect.void, onSome: Output.writeLine }),
            finding.state !== "failed",
          ),
        )
      }),
    )
    const first = findings.find(({ state }) => state === "failed")
    if (first !== undefined)
      return yield* new CheckFailed({
        message: `${first.name.toLowerCase()}: ${first.detail}`,
        hint: first.next ?? "see above",
        exitCode: first.code,
      })
  })

/** What is found and what to do, beside the name of the check. */
const render = ({ detail, name, next, state }: Check.Finding) => {
  const { columns, terminal } = Screen.current()
  const texts = next === undefined || state === "ok" ? [detail] : [detail, Wording.withNpx(next)]
  const lines = texts.flatMap((text) => Wording.fit(text, terminal ? columns - margin : undefined).split("\n"))
  const heading = `${state.padEnd(8)} ${name}`.padEnd(margin)
  return lines.map((line, index) => `${index === 0 ? heading : " ".repeat(margin)}${line}`).join("\n")
}

const margin = 22

export const terminal = Effect.sync(() => {
  const { colour, columns, rows, terminal } = Screen.current()
  return terminal ? `${columns} x ${rows}, ${colour ? "colour" : "no colour"}` : "none: output is for a program"
})
