/** Parts of a page that are loaded after it: a link, which htmx follows at once and puts the part in its place. */
import { type Markup, markup, type Part } from "@amili-cases/accounting/html/markup"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as Effect from "effect/Effect"
import * as Page from "./Page.ts"

/** Without script the link leads to a page with nothing else. */
export const later = (address: string, label: string): Markup =>
  markup`<p class="later" hx-get="${address}" hx-trigger="load" hx-swap="outerHTML"><a href="${address}">${label}</a></p>`

/** The answer: the part for htmx, a page of its own for everybody else. */
export const partOrPage = (title: string, body: Part) =>
  Effect.flatMap(HttpServerRequest.HttpServerRequest, ({ headers }) =>
    headers["hx-request"] === "true" ? Effect.succeed(Page.part(body)) : Page.make({ title, body }),
  )
