/** The error of a call that no attempt has answered. */
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import { UnexpectedAnswer, Unreachable } from "../../ApiError.ts"
import type { AttemptFailed } from "./attempt.ts"
import * as DescribeRequest from "./describeRequest.ts"
import * as NetworkProblem from "./networkProblem.ts"
import type { Call } from "./request.ts"

/** All attempts are used up. */
export const afterAllAttempts = (last: AttemptFailed, call: Call, attempts: number): Unreachable | UnexpectedAnswer => {
  const { cause, isMalformed, problem, status } = last
  // A 500 may be the request's own fault, so the message says what was sent.
  const to = status === 500 ? ` to ${DescribeRequest.describe(call.path, call.params)}` : ""
  const message = `the API ${problem}${to} (${times(attempts)})`
  if (isMalformed)
    return new UnexpectedAnswer({ message, status, hint: "try again; if it happens again, report it to Amili" })
  return new Unreachable({
    message,
    status,
    attempts,
    cause,
    hint: NetworkProblem.permanentHint(cause) ?? hintFor(status),
  })
}

/** The time for all attempts is used up, or would be before the next one. */
export const outOfTime = ({ cause, problem, status }: AttemptFailed, total: string, attempts: number): Unreachable =>
  new Unreachable({
    message: `no answer within the ${total} that a call may take: the API ${problem} (${times(attempts)})`,
    hint: "try again later",
    status,
    attempts,
    cause,
  })

/** The server asks for no requests for so long (ms), which is longer than the call may take. */
export const tooLate = (wait: number, total: string, attempts: number): Effect.Effect<never, Unreachable> =>
  Effect.flatMap(
    DateTime.now,
    (now) =>
      new Unreachable({
        message:
          `the API wants silence until ${DateTime.formatIso(DateTime.add(now, { millis: Math.ceil(wait) }))}, ` +
          `longer than the ${total} that a call may take (${times(attempts)})`,
        hint: "try again after that time",
        attempts,
      }),
  )

const hintFor = (status: number | undefined): string => {
  if (status === undefined) return "check the network and the base URL, then try again"
  if (status === 429) return "wait some minutes; other programs with the same credentials count as well"
  return "try again later; if it happens again, report it to Amili"
}

const times = (attempts: number): string => (attempts === 1 ? "1 attempt" : `${attempts} attempts`)
