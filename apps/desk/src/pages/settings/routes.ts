/** The pages about settings. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Page from "./page.ts"

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/settings", Page.asked),
  HttpRouter.post("/settings/key", Page.made),
  HttpRouter.post("/settings/connection", Page.tried),
  HttpRouter.post("/settings/exports", Page.saved),
  HttpRouter.post("/settings/schedule", Page.scheduled),
  HttpRouter.post("/settings/profiles", Page.added),
)
