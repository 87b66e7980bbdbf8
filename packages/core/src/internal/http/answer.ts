/** What an answer means: the JSON that was asked for, or which error. */
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { NotFound, RequestRefused, UnexpectedAnswer } from "../../ApiError.ts"
import type { Received } from "./attempt.ts"
import type { Parsed } from "./json.ts"
import * as DescribeRequest from "./describeRequest.ts"

type Params = ReadonlyArray<readonly [string, string]>

export const json = (
  received: Received,
  path: string,
  params: Params,
): Effect.Effect<Parsed, NotFound | RequestRefused | UnexpectedAnswer> =>
  Option.isSome(received.json) ? Effect.succeed(received.json.value) : refusal(received, path, params)

/** Why there is no JSON. */
const refusal = (received: Received, path: string, params: Params) => {
  const { headers, status } = received
  if (status === 404 && isItem(path))
    return Effect.fail(new NotFound({ message: `nothing has this id: ${path}`, path, status }))
  if (status >= 400) {
    const sent = DescribeRequest.describe(path, params)
    const [problem, hint] = refusals[status] ?? ["refuses the request", undefined]
    return Effect.fail(new RequestRefused({ message: `the API ${problem} (${status}): ${sent}`, hint, status, sent }))
  }
  if (status >= 300 || status === 0) return Effect.fail(redirected(headers["location"], path, status))
  return Effect.fail(notJson(received, path))
}

/** `cases/6867...` as against `cases`. */
const isItem = (path: string): boolean => path.split("/").filter(Boolean).length > 1

const refusals: Readonly<Record<number, readonly [problem: string, hint: string]>> = {
  400: ["does not understand the request", "it never says why: look at the filter, sort and projection that were sent"],
  403: ["does not let these credentials read this", "ask Amili for access"],
  404: ["has no such resource", "check the name and the base URL"],
  405: ["does not allow this method", "check the base URL"],
  414: ["finds the request too long", "ask for fewer values at a time"],
  422: ["finds the request invalid", "look at what was sent"],
}

const redirected = (location: string | undefined, path: string, status: number): UnexpectedAnswer => {
  // Without the query: a login page's may hold a token.
  const target = location === undefined ? "elsewhere" : `to ${location.replace(/[?#].*$/s, "")}`
  return new UnexpectedAnswer({
    message: `the API redirects ${path} ${target} (${status}), where credentials are not sent`,
    hint: "set the base URL to where the API is now",
    status,
  })
}

const notJson = ({ headers, status }: Received, path: string): UnexpectedAnswer => {
  const type = headers["content-type"]?.replace(/;.*$/s, "")
  const what = status === 200 ? `with ${type ?? "an unknown type"} instead of JSON` : `${status} without content`
  return new UnexpectedAnswer({
    message: `the API answered ${path} ${what}`,
    hint: "a proxy or a maintenance page may have answered: check the base URL, and try again later",
    status,
  })
}
