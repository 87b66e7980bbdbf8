/** What goes over the wire: the one place for headers. */
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as Redacted from "effect/Redacted"
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

/** The query with its question mark, or nothing. */
export const queryOf = (params: Call["params"]): string =>
  params.length === 0 ? "" : `?${new URLSearchParams(params.map(([name, value]) => [name, value])).toString()}`
