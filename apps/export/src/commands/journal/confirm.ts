/** Confirmation of what cannot be undone. */
import * as Ask from "@amili-cases/app-kit/terminal/Ask"
import { inBoth, type UsageError } from "@amili-cases/app-kit/command/UsageError"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Words from "../../words/interview.ts"

export const yes = Options.boolean("yes").pipe(
  Options.withDescription("do it without asking; needed where there is no terminal to ask on"),
)

/** Asks, unless `--yes` was given; fails where the answer is no or there is no terminal. The caller has said what will happen. */
export const confirm = (
  given: { readonly yes: boolean },
  question: { readonly en: string; readonly sv: string },
): Effect.Effect<void, UsageError> =>
  Effect.gen(function* () {
    if (given.yes) return
    if (!Ask.isPossible())
      return yield* inBoth(
        {
          message: "this cannot be undone, and there is no terminal to ask on: nothing has been changed",
          hint: "add --yes",
        },
        {
          message: "det här går inte att ångra, och det finns ingen terminal att fråga på: inget har ändrats",
          hint: "lägg till --yes",
        },
      )
    const language = yield* UiLanguage
    if (yield* yesOrNo(`${question[language]}: ${Words.of(language).yesOrNo}`)) return
    return yield* inBoth({ message: "nothing has been changed" }, { message: "inget har ändrats" })
  })

/** The answer to a question that Return answers with no. */
export const yesOrNo = (question: string): Effect.Effect<boolean> =>
  Effect.flatMap(UiLanguage, (language) =>
    Ask.until(question, Words.answerIn("no", language), (text) => {
      const answer = Words.answered(text).toLowerCase()
      return answer === "yes" || answer === "no"
        ? Effect.succeed(answer === "yes")
        : inBoth({ message: Words.of("en").yesOrNo }, { message: Words.of("sv").yesOrNo })
    }),
  )
