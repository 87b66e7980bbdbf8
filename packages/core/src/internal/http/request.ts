/** What goes over the wire: the one place for headers. */
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { Redacted } from "effect"
import type { Settings } from "../../AmiliConfig.ts"
import { version } from "./version.ts"

export interface Call {
  /** Relative to the base URL, no slash in front. */
  readonly path: string
  readonly params: ReadonlyArray<readonly [string, string]>
  /** Goes into X-API-Key. */
  readonly key?: Redacted.Redacted
  /** Makes it a POST, which is never repeated: it may have been carried out. */
  readonly body?: Readonly<Record<string, Redacted.Redacted>>
}

/** Makes requests from calls; what all have in common is made once. */
export const maker = (config: Settings): ((call: Call) => HttpClientRequest.HttpClientRequest) => {
  const headers = { "user-agent": [config.userAgent, `amili-cases-core/${version}`].filter(Boolean).join(" ") }
  const reading = HttpClientRequest.get(config.baseUrl, { acceptJson: true, headers })
  const posting = HttpClientRequest.post(config.baseUrl, { acceptJson: true, headers })
  return ({ body, key, params, path }) => {
    // In the URL at once: as parameters of the request they would be added one by one, the URL parsed anew each time.
    const url = `${config.baseUrl}/${path}${queryOf(params)}`
    const request = HttpClientRequest.setUrl(body === undefined ? reading : posting, url)
    const signed = key === undefined ? request : HttpClientRequest.setHeader(request, "x-api-key", Redacted.value(key))
    return body === undefined
      ? signed
      : HttpClientRequest.bodyUnsafeJson(
          signed,
          Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Redacted.value(value)])),
        )
  }
}

/** The query with its question mark, or nothing, as `URLSearchParams` writes it. */
export const queryOf = (params: Call["params"]): string => {
  let query = ""
  for (const [name, value] of params) query += `${query === "" ? "?" : "&"}${encode(name)}=${encode(value)}`
  return query
}

/** The engine's own function does nearly all of it; Node's `URLSearchParams` goes through each character in JavaScript. */
const encode = (text: string): string =>
  plain.test(text) ? encodeURIComponent(text) : new URLSearchParams([["", text]]).toString().slice(1)

/** What both write alike: no blanks, marks that only one of them escapes, or half of a surrogate pair. */
const plain = /^[^\s!'()~\uD800-\uDFFF]*$/
