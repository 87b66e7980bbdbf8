/** Refuses what pages of other sites ask for: their addresses, their forms and scripts, and methods that no page of ours uses. */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import { Address } from "./Address.ts"
import { Refused } from "./Refused.ts"
import { words } from "./words.ts"

const wrongHost = new Refused({ status: 421, message: words.host, hint: words.hostHint })
const otherSite = new Refused({ status: 403, message: words.origin, hint: words.originHint })
const wrongMethod = new Refused({ status: 405, message: words.method, hint: words.notFoundHint })

/** Lets through what our own pages ask, and what a person types or bookmarks. */
export const checked = <E, R>(app: HttpApp.Default<E, R>): HttpApp.Default<E | Refused, R | Address> =>
  Effect.gen(function* () {
    const { headers, method } = yield* HttpServerRequest.HttpServerRequest
    const host = headers["host"] ?? ""
    if (!(yield* Address).hosts.includes(host)) return yield* wrongHost
    if (!["GET", "HEAD", "POST"].includes(method)) return yield* wrongMethod
    const site = headers["sec-fetch-site"]
    if (method === "POST") {
      if (headers["origin"] !== `http://${host}`) return yield* otherSite
      if (site !== undefined && site !== "same-origin") return yield* otherSite
    }
    // A link on another site may open a page, but nothing of ours becomes a part of one.
    const isOwn = site === undefined || site === "same-origin" || site === "none"
    const opensPage = headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document"
    if (!isOwn && !opensPage) return yield* otherSite
    return yield* app
  })
