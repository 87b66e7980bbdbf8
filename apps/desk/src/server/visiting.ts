/** Finds out who asks, and in which language; lets nobody further who has not come in. */
import type { Language } from "@amili-cases/sheets/Column"
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import { Assets } from "../assets/Assets.ts"
import { ProfileNames } from "../profile/ProfileNames.ts"
import { Access } from "./Access.ts"
import { Address } from "./Address.ts"
import { Refused } from "./Refused.ts"
import { Visit } from "./Visit.ts"
import { words } from "./words.ts"

const signedOut = new Refused({ status: 401, message: words.noSession, hint: words.enterHint })

/** The name of the cookie that keeps the language. */
export const languageCookie = "amili-desk-language"

/** Somebody asks. `usual` is the language of whoever has not chosen one. */
export const anonymous =
  (usual: Language) =>
  <E, R>(app: HttpApp.Default<E, R>): HttpApp.Default<E, Exclude<R, Visit> | Assets> =>
    Effect.gen(function* () {
      const { cookies, url } = yield* HttpServerRequest.HttpServerRequest
      const { addressOf } = yield* Assets
      const chosen = cookies[languageCookie]
      return yield* Effect.provideService(app, Visit, {
        language: chosen === "sv" || chosen === "en" ? chosen : usual,
        address: url,
        assetOf: addressOf,
        signedIn: false,
        profile: "",
        profiles: [],
      })
    })

/** Lets those in who have a session. Waiting for events keeps none alive. */
export const signedIn = <E, R>(
  app: HttpApp.Default<E, R>,
): HttpApp.Default<E | Refused, R | Visit | Access | Address | ProfileNames> =>
  Effect.gen(function* () {
    const { cookies, url } = yield* HttpServerRequest.HttpServerRequest
    const session = cookies[(yield* Address).cookie] ?? ""
    const goesOn = yield* (yield* Access).goesOn(session, !/\/events(\?|$)/.test(url))
    if (!goesOn) return yield* signedOut
    const { all, usual } = yield* (yield* ProfileNames).now
    const named = /^\/p\/([^/?]+)/.exec(url)?.[1] ?? usual
    const visit = yield* Visit
    return yield* Effect.provideService(app, Visit, {
      ...visit,
      signedIn: true,
      profile: all.includes(named) ? named : usual,
      profiles: all,
    })
  })
