/** A page of the desk: what a room has to say, within the menu, the choice of profile and language. */
import { Markup, markup, type Part } from "@amili-cases/accounting/html/markup"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Effect from "effect/Effect"
import { Visit } from "../server/Visit.ts"
import * as Addresses from "./addresses.ts"
import { navigation } from "./navigation.ts"
import { words } from "./words.ts"

export interface Page {
  /** The heading, and with the profile the title of the window. */
  readonly title: string
  readonly body: Part
  /** 200 unless given. */
  readonly status?: number
  /** Seconds after which a browser without script loads the page again; absent: never. */
  readonly reload?: number | undefined
}

/** What a page answers with. */
export type Answer = HttpServerResponse.HttpServerResponse

/** The whole page, for whoever visits. */
export const make = ({
  body,
  reload,
  status = 200,
  title,
}: Page): Effect.Effect<HttpServerResponse.HttpServerResponse, never, Visit> =>
  Effect.map(Visit, (visit) => {
    const { assetOf, language, profile, signedIn } = visit
    const text = markup`${new Markup("<!DOCTYPE html>")}
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="htmx-config" content="${htmxConfig}" />
    <title>${signedIn ? `${title} · ${profile}` : title} · Amili</title>
    <link rel="icon" href="${assetOf("icon.svg")}" />
    <link rel="stylesheet" href="${assetOf("desk.css")}" />
    <script src="${assetOf("htmx.js")}" defer></script>
    <script src="${assetOf("sse.js")}" defer></script>
    ${reload === undefined ? undefined : markup`<noscript><meta http-equiv="refresh" content="${reload}" /></noscript>`}
  </head>
  <body>
    <a class="skip" href="#main">${words.skip[language]}</a>
    <header>
      <p class="name">Amili</p>
      ${signedIn ? menu(visit) : undefined}
      <div class="tools">${signedIn ? profiles(visit) : undefined} ${languages(visit)} ${signedIn ? leave(visit) : undefined}</div>
    </header>
    <main id="main" tabindex="-1">
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>
`.text
    return HttpServerResponse.text(text, { contentType, status })
  })

/** A part of a page, which htmx puts into one that is there. */
export const part = (body: Part): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.text(markup`${body}`.text, { contentType })

/** What a form that was carried out answers with: the browser shows that page, and a reload submits nothing. */
export const seeOther = (address: string): HttpServerResponse.HttpServerResponse =>
  HttpServerResponse.empty({ status: 303, headers: { location: address } })

const contentType = "text/html; charset=utf-8"

/** Neither scripts nor styles of htmx's own: the policy of the desk allows none. */
const htmxConfig = JSON.stringify({
  allowEval: false,
  allowScriptTags: false,
  historyCacheSize: 0,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
})

type Visiting = typeof Visit.Service

const menu = ({ address, language, profile }: Visiting): Markup => markup`<nav aria-label="${words.menu[language]}">
        <ul>
          ${navigation.map(({ label, path }) => {
            const target = Addresses.of(profile, path)
            const isHere = address === target || address.startsWith(`${target}/`) || address.startsWith(`${target}?`)
            return markup`<li><a href="${target}"${isHere ? markup` aria-current="page"` : undefined}>${label[language]}</a></li>`
          })}
        </ul>
      </nav>`

const profiles = ({ language, profile, profiles }: Visiting): Markup =>
  profiles.length < 2
    ? markup`<span>${words.profile[language]}: <strong>${profile}</strong></span>`
    : markup`<details class="profiles"><summary>${words.profile[language]}: <strong>${profile}</strong></summary>
        <ul>${profiles.map((name) => markup`<li><a href="${Addresses.of(name, "/")}">${name}</a></li>`)}</ul></details>`

const languages = ({ address, language }: Visiting): Markup => {
  const other = language === "sv" ? "en" : "sv"
  return markup`<form method="post" action="/language"><input type="hidden" name="to" value="${other}" /><input type="hidden" name="back" value="${address}" /><button lang="${other}">${words.other[language]}</button></form>`
}

const leave = ({ language }: Visiting): Markup =>
  markup`<form method="post" action="/leave"><button>${words.leave[language]}</button></form>`
