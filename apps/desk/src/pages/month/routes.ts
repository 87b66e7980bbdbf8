/** The pages about reconciling a month. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Given from "../../forms/Given.ts"
import * as Asked from "./asked.ts"
import * as Deciding from "./deciding.ts"
import { list } from "./list.ts"
import { months } from "./months.ts"
import { page } from "./one.ts"
import * as Payers from "./payers/payers.ts"
import { started, usual } from "./starting.ts"

const one = Effect.flatMap(Asked.month, (month) => page(month, Given.fresh(usual)))
const start = Effect.flatMap(Asked.month, (month) => started(month, (given) => page(month, given, 422)))

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/month", months),
  HttpRouter.get("/month/payers", Payers.payers),
  HttpRouter.post("/month/payers", Payers.confirm),
  HttpRouter.get("/month/:month", one),
  HttpRouter.post("/month/:month", start),
  HttpRouter.get("/month/:month/final", Deciding.final),
  HttpRouter.post("/month/:month/final", Deciding.makeFinal),
  HttpRouter.get("/month/:month/opening", Deciding.opening),
  HttpRouter.post("/month/:month/opening", Deciding.open),
  HttpRouter.get("/month/:month/:table", list),
)
