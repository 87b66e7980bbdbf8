/** The language of pages for whoever has not chosen one: `AMILI_LANGUAGE`, else that of the machine. */
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import type { Language } from "@amili-cases/sheets/Column"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export const usual: Effect.Effect<Language> = Effect.map(
  Environment.firstOf(["AMILI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"]),
  (found) =>
    Option.match(found, {
      onSome: ({ value }) => value,
      onNone: () => new Intl.DateTimeFormat().resolvedOptions().locale,
    }).startsWith("sv")
      ? "sv"
      : "en",
)

/** For documentation. */
export const otherVariables = { AMILI_LANGUAGE: "language of the pages: sv or en" } as const
