/** The pages about cases. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import { list } from "./list.ts"

export const routes = HttpRouter.empty.pipe(HttpRouter.get("/cases", list))
