/** What an accounting program is called. */
import { type ProfileName, profiles } from "@amili-cases/sie/lint/Profile"
import type { Language } from "@amili-cases/sheets/Column"
import { words } from "./words.ts"

export const receiverOf = (name: ProfileName, language: Language): string =>
  name === "generic" ? words.anyProgram[language] : profiles[name].title
