/** Coming in, going out, and the language: pages that belong to no profile. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as UrlParams from "@effect/platform/UrlParams"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Back from "../forms/back.ts"
import * as Page from "../layout/Page.ts"
import * as Body from "../server/body.ts"
import { Access } from "../server/Access.ts"
import { Address } from "../server/Address.ts"
import { Refused } from "../server/Refused.ts"
import { languageCookie } from "../server/visiting.ts"
import { Visit } from "../server/Visit.ts"
import { words } from "../server/words.ts"

const usedUp = new Refused({ status: 401, message: words.usedUp, hint: words.enterHint })

const cookie = { httpOnly: true, path: "/", sameSite: "strict" } as const

/** The token becomes a session. Browsers that load pages before anybody has asked for them do not use it up. */
const enter = Effect.gen(function* () {
  const { headers } = yield* HttpServerRequest.HttpServerRequest
  if (headers["sec-purpose"]?.includes("prefetch") === true) return HttpServerResponse.empty({ status: 503 })
  const { token } = yield* HttpServerRequest.ParsedSearchParams
  const session = yield* (yield* Access).enter(typeof token === "string" ? token : "")
  if (Option.isNone(session)) return yield* usedUp
  const { cookie: name } = yield* Address
  return HttpServerResponse.unsafeSetCookie(Page.seeOther("/"), name, session.value, cookie)
})

const leave = Effect.gen(function* () {
  const { cookies } = yield* HttpServerRequest.HttpServerRequest
  const { language } = yield* Visit
  const { cookie: name } = yield* Address
  yield* (yield* Access).leave(cookies[name] ?? "")
  const page = yield* Effect.provideServiceEffect(
    Page.make({ title: words.left[language], body: markup`<p>${words.enterHint[language]}</p>` }),
    Visit,
    Effect.map(Visit, (visit) => ({ ...visit, signedIn: false })),
  )
  return HttpServerResponse.expireCookie(page, name, cookie)
})

const language = Effect.gen(function* () {
  const form = yield* Body.fields
  const chosen = Option.getOrElse(UrlParams.getFirst(form, "to"), () => "")
  const year = { ...cookie, maxAge: "365 days" } as const
  const back = yield* Back.where
  return chosen === "sv" || chosen === "en"
    ? HttpServerResponse.unsafeSetCookie(back, languageCookie, chosen, year)
    : back
})

/** Open to those who have not come in yet. */
export const open = HttpRouter.empty.pipe(HttpRouter.get("/start", enter), HttpRouter.post("/language", language))

export const signedIn = HttpRouter.empty.pipe(HttpRouter.post("/leave", leave))
