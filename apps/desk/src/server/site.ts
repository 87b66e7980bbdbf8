/** The whole server: the pages, within everything that is checked before one is made. */
import type { Language } from "@amili-cases/sheets/Column"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Assets from "../assets/Assets.ts"
import * as Session from "../pages/session.ts"
import { routes } from "../pages/routes.ts"
import * as Failure from "./Failure.ts"
import * as Limits from "./limits.ts"
import * as Origins from "./origins.ts"
import { secured } from "./secured.ts"
import * as Visiting from "./visiting.ts"

/** Pages for those who have come in; whoever has not is told how. */
const inside = routes.pipe(Limits.timely, Failure.pages, Visiting.signedIn)

const pages = Assets.routes.pipe(
  HttpRouter.concat(Session.open),
  Effect.catchTag("RouteNotFound", () => inside),
)

/** `usual` is the language of whoever has not chosen one. */
export const make = (usual: Language) =>
  Effect.map(Limits.make, (limited) =>
    pages.pipe(Origins.checked, limited, Failure.pages, Visiting.anonymous(usual), secured),
  )
