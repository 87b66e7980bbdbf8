/** The checks of `amili-export doctor`. */
import { foreign, markup } from "@amili-cases/accounting/html/markup"
import { table } from "@amili-cases/accounting/html/table"
import type { Finding } from "@amili-cases/app-kit/doctor/Check"
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as Exports from "@amili-cases/operations/doctor/Exports"
import * as Effect from "effect/Effect"
import * as Layers from "../../Layers.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { Visit } from "../../server/Visit.ts"
import { checks, words } from "./words.ts"

const names: Readonly<Record<string, Bilingual>> = checks

const kinds = { ok: "good", warning: "warning", failed: "bad" } as const

export const health = Effect.gen(function* () {
  const { language } = yield* Visit
  const { name } = yield* Profile
  const findings = yield* Exports.findings(owner, Layers.ofProfile(name))
  return table<Finding>({
    columns: [
      {
        header: words.checked[language],
        kind: "word",
        cell: (finding) => names[finding.name]?.[language] ?? finding.name,
      },
      {
        header: words.state[language],
        kind: "word",
        cell: ({ state }) => markup`<strong class="${kinds[state]}">${words[state][language]}</strong>`,
      },
      {
        header: words.found[language],
        kind: "text",
        cell: ({ detail, next }) => [foreign(detail), next === undefined ? undefined : markup`<br />${foreign(next)}`],
      },
    ],
    rows: findings,
    empty: words.ok[language],
  })
})
