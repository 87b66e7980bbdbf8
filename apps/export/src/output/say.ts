/** A note for the person at the terminal, in the language of messages. */
import { type Bilingual, UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Effect from "effect/Effect"

export const say = (text: Bilingual): Effect.Effect<void> =>
  Effect.flatMap(UiLanguage, (language) => Output.note(text[language]))
