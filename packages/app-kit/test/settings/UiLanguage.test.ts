import * as UiLanguage from "../../src/settings/UiLanguage.ts"
import { describe, expect, it } from "vitest"

const swedish = { LANG: "sv_SE.UTF-8" }

describe("the language of messages", () => {
  it.each([
    { argv: [], variables: {}, language: "en" },
    { argv: [], variables: { LANG: "C" }, language: "en" },
    { argv: [], variables: swedish, language: "sv" },
    { argv: [], variables: { ...swedish, LC_MESSAGES: "en_GB.UTF-8" }, language: "en" },
    { argv: [], variables: { LANG: "en_US.UTF-8", LC_ALL: "sv_FI" }, language: "sv" },
    { argv: [], variables: { ...swedish, LC_ALL: "" }, language: "sv" },
    { argv: [], variables: { LC_ALL: "C", LC_MESSAGES: "sv_SE.UTF-8" }, language: "en" },
    { argv: [], variables: { LANG: "svx_XX" }, language: "en" },
    { argv: [], variables: { ...swedish, AMILI_LANGUAGE: "en" }, language: "en" },
    { argv: [], variables: { ...swedish, AMILI_LANGUAGE: "de" }, language: "sv" },
    { argv: ["closed", "--ui-language", "sv"], variables: { AMILI_LANGUAGE: "en" }, language: "sv" },
    { argv: ["closed", "--ui-language=en"], variables: swedish, language: "en" },
    { argv: ["explain", "--", "--ui-language=en"], variables: swedish, language: "sv" },
  ])("of $argv with $variables is $language", ({ argv, language, variables }) => {
    expect(UiLanguage.of(argv, variables, "linux")).toBe(language)
  })

  it("is that of Windows where no variable says it", () => {
    const locale = new Intl.DateTimeFormat().resolvedOptions().locale
    expect(UiLanguage.of([], {}, "win32")).toBe(locale.startsWith("sv") ? "sv" : "en")
    expect(UiLanguage.of([], { LANG: "sv_SE" }, "win32")).toBe("sv")
  })
})
