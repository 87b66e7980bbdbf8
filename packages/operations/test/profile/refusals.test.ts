import * as Environment from "@amili-cases/app-kit/settings/Environment"
import * as Closed from "@amili-cases/operations/runs/Closed"
import type { Chosen } from "@amili-cases/operations/profile/Chosen"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as World from "../support/world.ts"

const refusalOf = (chosen: Partial<Chosen>, variables: Environment.Variables = {}) =>
  Closed.prepare({
    profile: { name: "butik", settings: { out: "/exports" } },
    tool: "amili-test 1.0.0",
    ...chosen,
  }).pipe(Effect.flip, Effect.withConfigProvider(Environment.of(variables)), Effect.provide(World.platform))

describe("what cannot be used", () => {
  it.effect.each([
    { setting: "creditors", chosen: { creditors: ["42"] }, problem: `"42" is not an id`, swedish: `"42" är inget id` },
    {
      setting: "format",
      chosen: { format: "csv,pdf" },
      problem: `"pdf" is no format`,
      swedish: `"pdf" är inget filformat`,
    },
    {
      setting: "csv",
      chosen: { csv: "excel" },
      problem: `"excel" is not one of sv-excel, rfc4180, windows-1252`,
      swedish: `"excel" är inte något av sv-excel, rfc4180, windows-1252`,
    },
    {
      setting: "columns",
      chosen: { columns: "debtor_name" },
      problem: "column debtor_name holds debtor data",
      swedish: "kolumnen debtor_name innehåller gäldenärsuppgifter",
    },
    {
      setting: "classes",
      chosen: { classes: ["prescribed"] },
      problem: `"prescribed" gives no reason its class`,
      swedish: `"prescribed" ger ingen avslutsorsak en klass`,
    },
    {
      setting: "language",
      chosen: { language: "no" },
      problem: `"no" is not one of sv, en`,
      swedish: `"no" är inte något av sv, en`,
    },
  ])(
    "is refused by the name of its setting before anything is asked: $setting",
    ({ chosen, problem, setting, swedish }) =>
      Effect.gen(function* () {
        const error = yield* refusalOf(chosen)
        expect(error.refused).toEqual({ setting, problem, swedish })
        expect(error.message).toContain(problem)
        expect(error.swedish?.message).toContain(swedish)
      }),
  )

  it.effect("names the variable or the kept setting that it comes from", () =>
    Effect.gen(function* () {
      const byVariable = yield* refusalOf({}, { AMILI_EXPORT_FORMAT: "doc" })
      expect(byVariable.message).toBe(`AMILI_EXPORT_FORMAT: "doc" is no format`)
      const kept = yield* refusalOf({ profile: { name: "butik", settings: { out: "/exports", language: "no" } } })
      expect(kept.message).toBe(`language in the settings (amili-export init): "no" is not one of sv, en`)
      const nowhere = yield* refusalOf({ profile: { name: "butik", settings: undefined } })
      expect(nowhere.refused).toEqual({
        setting: "out",
        problem: 'no folder is set up for the profile "butik"',
        swedish: 'ingen mapp är inställd för profilen "butik"',
      })
    }),
  )
})
