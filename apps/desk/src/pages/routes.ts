/** Every page of the desk. A room of pages adds its router to `ofProfile`. */
import * as Connection from "@amili-cases/app-kit/settings/Connection"
import * as Sources from "@amili-cases/app-kit/settings/Sources"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Jobs from "../jobs/routes.ts"
import * as Addresses from "../layout/addresses.ts"
import { navigation } from "../layout/navigation.ts"
import * as Page from "../layout/Page.ts"
import * as Profile from "../profile/Profile.ts"
import { Visit } from "../server/Visit.ts"
import * as Files from "../files/routes.ts"
import * as Cases from "./cases/routes.ts"
import * as Month from "./month/routes.ts"
import * as Overview from "./overview/routes.ts"
import * as Runs from "./runs/routes.ts"
import * as Vouchers from "./vouchers/routes.ts"
import * as Settings from "./settings/routes.ts"
import * as Session from "./session.ts"

/** The first page of the menu, and before anything is set up the settings. */
const start = Effect.gen(function* () {
  const { profile } = yield* Visit
  const { connection } = yield* Effect.orElseSucceed(Sources.resolve(Option.some(profile)), () => nothing)
  const variables = yield* Sources.fromVariables
  const isConnected = [connection, variables].some((one) => one !== undefined && Connection.missing(one).length === 0)
  return Page.seeOther(Addresses.of(profile, isConnected ? navigation[0].path : "/settings"))
})

const nothing = { connection: undefined }

const ofProfile = HttpRouter.empty.pipe(
  HttpRouter.get("/", start),
  HttpRouter.concat(Overview.routes),
  HttpRouter.concat(Cases.routes),
  HttpRouter.concat(Runs.routes),
  HttpRouter.concat(Month.routes),
  HttpRouter.concat(Vouchers.routes),
  HttpRouter.concat(Settings.routes),
  HttpRouter.concat(Files.routes),
  HttpRouter.concat(Jobs.routes),
  HttpRouter.prefixAll("/p/:profile"),
  HttpRouter.use(Profile.provided),
)

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/", start),
  HttpRouter.concat(Session.signedIn),
  HttpRouter.concat(ofProfile),
)
