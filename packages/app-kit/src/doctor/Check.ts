/** One thing that a `doctor` looks at. */
import * as Report from "../process/Report.ts"
import * as Effect from "effect/Effect"

export interface Finding {
  readonly name: string
  readonly state: "ok" | "warning" | "failed"
  readonly detail: string
  /** What to do about it. */
  readonly next?: string
  /** What the program would end with if this were all that is wrong. */
  readonly code: Report.Report["code"]
}

/** A check that finds out something, or fails with an error that says what to do. */
export const make = <E, R>(
  name: string,
  check: Effect.Effect<string | Warning, E, R>,
): Effect.Effect<Finding, never, R> =>
  Effect.match(check, {
    onSuccess: (found): Finding =>
      typeof found === "string"
        ? { name, state: "ok", detail: found, code: 0 }
        : { name, state: "warning", detail: found.warning, next: found.next, code: 0 },
    onFailure: (error): Finding => {
      const { code, hint, message } = Report.of(error)
      return { name, state: "failed", detail: message, code, ...(hint === undefined ? {} : { next: hint }) }
    },
  })

/** Works, but should not stay so. */
export interface Warning {
  readonly warning: string
  readonly next: string
}

/** Makes one check and reports what it finds; false where later checks would make no sense. */
export type Look<LE = never> = <E, R>(
  name: string,
  check: Effect.Effect<string | Warning, E, R>,
) => Effect.Effect<boolean, LE, R>
