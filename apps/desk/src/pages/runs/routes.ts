/** The pages about runs. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Given from "../../forms/Given.ts"
import { attention } from "./attention.ts"
import { dataset } from "./dataset.ts"
import { explain } from "./explain.ts"
import { page } from "./list.ts"
import { one } from "./one.ts"
import * as Start from "./start.ts"
import * as Verify from "./verify.ts"

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/runs", page(Given.fresh())),
  HttpRouter.post("/runs/closed", Start.closed),
  HttpRouter.post("/runs/payouts", Start.payouts),
  HttpRouter.post("/runs/open", Start.open),
  HttpRouter.get("/runs/:dataset", dataset),
  HttpRouter.get("/runs/:dataset/:serial", one),
  HttpRouter.get("/attention", attention),
  HttpRouter.get("/verify", Verify.asked),
  HttpRouter.post("/verify", Verify.started),
  HttpRouter.post("/verify/known", Verify.known),
  HttpRouter.get("/explain", explain),
)
