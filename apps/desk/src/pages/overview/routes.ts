/** The first page. What asks Amili is loaded after it, so that it is there at once. */
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import { panel } from "../../jobs/panel.ts"
import * as Addresses from "../../layout/addresses.ts"
import { later, partOrPage } from "../../layout/later.ts"
import * as Page from "../../layout/Page.ts"
import { section } from "../../layout/parts.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { health } from "./health.ts"
import { month } from "./month.ts"
import { now } from "./now.ts"
import { runs } from "./runs.ts"
import { words } from "./words.ts"

const overview = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const { body, reload } = yield* panel
  const { amounts, table, waits } = yield* runs
  return yield* Page.make({
    title: words.overview[language],
    reload,
    body: [
      reload === undefined ? undefined : body,
      yield* month,
      waits,
      section(words.now[language], [amounts, later(Addresses.of(name, "/overview/now"), words.ask[language])]),
      table,
      section(words.health[language], later(Addresses.of(name, "/overview/health"), words.check[language])),
    ],
  })
})

const title = (word: "health" | "now") => Effect.map(Visit, ({ language }) => words[word][language])

export const routes = HttpRouter.empty.pipe(
  HttpRouter.get("/overview", overview),
  HttpRouter.get(
    "/overview/now",
    Effect.flatMap(Effect.all([title("now"), now]), ([title, body]) => partOrPage(title, body)),
  ),
  HttpRouter.get(
    "/overview/health",
    Effect.flatMap(Effect.all([title("health"), health]), ([title, body]) => partOrPage(title, body)),
  ),
)
