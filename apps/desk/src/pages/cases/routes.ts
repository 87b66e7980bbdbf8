/** The pages about cases. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import { exported } from "./exported.ts"
import { find } from "./find.ts"
import { list } from "./list.ts"
import { one, withDebtor, withoutDebtor } from "./one.ts"
import { payouts } from "./payouts.ts"

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/cases", list),
  HttpRouter.get("/cases/find", find),
  HttpRouter.get("/cases/:id", one),
  HttpRouter.get("/cases/:id/debtor", withoutDebtor),
  HttpRouter.post("/cases/:id/debtor", withDebtor),
  HttpRouter.get("/cases/:id/payouts", payouts),
  HttpRouter.get("/cases/:id/exported", exported),
)
