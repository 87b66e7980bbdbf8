/** The pages about vouchers. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Given from "../../forms/Given.ts"
import { approve } from "./approve.ts"
import { check } from "./tasks/check.ts"
import { draft, start } from "./tasks/draft.ts"
import * as DraftFiles from "./tasks/draftFiles.ts"
import * as Edited from "./tasks/edited.ts"
import { emissions, emit } from "./tasks/emissions.ts"
import { list } from "./list.ts"
import * as Map from "./map/map.ts"
import * as NewMap from "./map/newMap.ts"
import * as One from "./one/one.ts"
import * as Question from "./one/question.ts"
import { reverse, Reversed } from "./one/reverse.ts"

const takeBack = Effect.gen(function* () {
  const read = yield* Given.read(Reversed)
  return yield* Either.isRight(read) ? reverse(read.right) : One.page(yield* One.asked, read.left, { status: 422 })
})

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/vouchers", list),
  HttpRouter.post("/vouchers", approve),
  HttpRouter.get("/vouchers/map", Map.map),
  HttpRouter.post("/vouchers/map", Map.upload),
  HttpRouter.get("/vouchers/map/file", Map.download),
  HttpRouter.get("/vouchers/map/new", NewMap.newMap),
  HttpRouter.post("/vouchers/map/new", NewMap.make),
  HttpRouter.get("/vouchers/draft", draft),
  HttpRouter.post("/vouchers/draft", start),
  HttpRouter.get("/vouchers/drafts/:name", DraftFiles.send),
  HttpRouter.get("/vouchers/edited", Edited.edited),
  HttpRouter.post("/vouchers/edited", Edited.read),
  HttpRouter.get("/vouchers/emissions", emissions),
  HttpRouter.post("/vouchers/emissions", emit),
  HttpRouter.get("/vouchers/emissions/:serial/:name", check),
  HttpRouter.get("/vouchers/one/:number", One.voucher),
  HttpRouter.post("/vouchers/one/:number", takeBack),
  HttpRouter.post("/vouchers/one/:number/raw", One.rawDocuments),
  HttpRouter.get("/vouchers/questions/:number", Question.question),
  HttpRouter.post("/vouchers/questions/:number", Question.decide),
)
