/** The profile that an address names, as `/p/NAME/...`. */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import { Refused } from "../server/Refused.ts"
import { Visit } from "../server/Visit.ts"
import { words } from "../server/words.ts"

export class Profile extends Context.Tag("desk/Profile")<Profile, { readonly name: string }>() {}

const unknown = new Refused({ status: 404, message: words.noProfile, hint: words.noProfileHint })

/** Pages below `/p/:profile`. One that nobody has made is not found. */
export const provided = <E, R>(
  app: HttpApp.Default<E, R>,
): HttpApp.Default<E | Refused, Exclude<R, Profile> | Visit | HttpRouter.RouteContext> =>
  Effect.gen(function* () {
    const { profile } = yield* HttpRouter.params
    const { profiles } = yield* Visit
    if (profile === undefined || !profiles.includes(profile)) return yield* unknown
    return yield* Effect.provideService(app, Profile, { name: profile })
  })
