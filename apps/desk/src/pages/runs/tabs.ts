/** The pages that belong to runs: starting and history, checking, explaining, what needs a person. */
import { markup } from "@amili-cases/accounting/html/markup"
import * as Effect from "effect/Effect"
import * as Addresses from "../../layout/addresses.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { words as checking } from "./checkingWords.ts"
import { words } from "./words.ts"

const pages = [
  { path: "/runs", label: words.runs },
  { path: "/attention", label: checking.attention },
  { path: "/verify", label: checking.verify },
  { path: "/explain", label: checking.explain },
] as const

export const tabs = Effect.gen(function* () {
  const { address, language } = yield* Visit
  const { name } = yield* Profile
  return markup`<nav class="tabs" aria-label="${words.runs[language]}"><ul>${pages.map(({ label, path }) => {
    const target = Addresses.of(name, path)
    const isHere = address === target || address.startsWith(`${target}?`)
    return markup`<li><a href="${target}"${isHere ? markup` aria-current="page"` : undefined}>${label[language]}</a></li>`
  })}</ul></nav>`
})
