/** Back to the page on which a small form stood, such as that of the language. */
import type { RequestError } from "@effect/platform/HttpServerError"
import type * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Option from "effect/Option"
import * as Body from "../server/body.ts"
import * as Page from "../layout/Page.ts"

/** The field `back` of the form; the first page where it leads anywhere else than to the desk. */
export const where: Effect.Effect<HttpServerResponse, RequestError, HttpServerRequest.HttpServerRequest> = Effect.gen(
  function* () {
    const form = yield* Body.fields
    const back = Option.getOrElse(UrlParams.getFirst(form, "back"), () => "/")
    return Page.seeOther(/^\/(?![/\\])[\x21-\x7e]*$/.test(back) ? back : "/")
  },
)
