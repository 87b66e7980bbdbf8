/** What goes over the wire: the one place for headers. */
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import { Redacted } from "effect"
import type { Settings } from "../AmiliConfig.ts"
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

export const make = (config: Settings, { body, key, params, path }: Call): HttpClientRequest.HttpClientRequest => {
  const request = (body === undefined ? HttpClientRequest.get : HttpClientRequest.post)(`${config.baseUrl}/${path}`, {
    acceptJson: true,
    urlParams: params,
    headers: {
      "user-agent": [config.userAgent, `amili-cases-core/${version}`].filter(Boolean).join(" "),
      ...(key === undefined ? {} : { "x-api-key": Redacted.value(key) }),
    },
  })
  if (body === undefined) return request
  return HttpClientRequest.bodyUnsafeJson(
    request,
    Object.fromEntries(Object.entries(body).map(([name, value]) => [name, Redacted.value(value)])),
  )
}
