/** Every page of the desk. A room of pages adds its router to `ofProfile`. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Jobs from "../jobs/routes.ts"
import * as Addresses from "../layout/addresses.ts"
import { navigation } from "../layout/navigation.ts"
import * as Page from "../layout/Page.ts"
import * as Profile from "../profile/Profile.ts"
import { Visit } from "../server/Visit.ts"
import * as Cases from "./cases/routes.ts"
import * as Session from "./session.ts"

/** A page beside the menu, or none: the first one of it. */
const start = Effect.map(Visit, ({ profile }) => Page.seeOther(Addresses.of(profile, navigation[0].path)))

const ofProfile = HttpRouter.empty.pipe(
  HttpRouter.get("/", start),
  HttpRouter.concat(Cases.routes),
  HttpRouter.concat(Jobs.routes),
  HttpRouter.prefixAll("/p/:profile"),
  HttpRouter.use(Profile.provided),
)

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/", start),
  HttpRouter.concat(Session.signedIn),
  HttpRouter.concat(ofProfile),
)
