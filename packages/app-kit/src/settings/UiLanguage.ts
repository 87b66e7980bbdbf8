/** The language of what a program says to people. What programs read (`--json`, names of options and keys) is English always. */
import process from "node:process"
import * as Context from "effect/Context"
import type { Variables } from "./Environment.ts"

export const languages = ["sv", "en"] as const
export type Language = (typeof languages)[number]

/** A text in both. */
export type Bilingual = Readonly<Record<Language, string>>

export class UiLanguage extends Context.Reference<UiLanguage>()("app-kit/UiLanguage", {
  defaultValue: (): Language => "en",
}) {}

export const option = "--ui-language"
export const variable = "AMILI_LANGUAGE"

/** The language of that name. */
export const called = (name: string | undefined): Language | undefined => languages.find((one) => one === name)

/** What the option says, else the variable, else the locale; a word that is no language counts as none. */
export const of = (
  argv: ReadonlyArray<string>,
  variables: Variables,
  platform: NodeJS.Platform = process.platform,
): Language => called(given(argv)) ?? called(variables[variable]?.trim()) ?? ofLocale(variables, platform)

/** The value of the option on a command line as it was typed. */
const given = (argv: ReadonlyArray<string>): string | undefined => {
  const end = argv.indexOf("--")
  const before = end === -1 ? argv : argv.slice(0, end)
  const at = before.findIndex((token) => token === option || token.startsWith(`${option}=`))
  const token = before[at]
  return token === option ? before[at + 1] : token?.slice(option.length + 1)
}

/** Windows has no variables for it. */
const ofLocale = (variables: Variables, platform: NodeJS.Platform): Language => {
  const set = [variables["LC_ALL"], variables["LC_MESSAGES"], variables["LANG"]].find(
    (value) => value !== undefined && value !== "",
  )
  const locale = set ?? (platform === "win32" ? new Intl.DateTimeFormat().resolvedOptions().locale : "C")
  return /^sv(?![a-z])/i.test(locale) ? "sv" : "en"
}
