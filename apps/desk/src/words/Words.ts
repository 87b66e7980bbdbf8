/**
 * What the desk says, in both languages side by side: `words.title[language]`. Each room of pages has a file `words.ts` of
 * this type, so that a word that lacks a language does not compile.
 */
import type { Bilingual, Language } from "@amili-cases/sheets/Column"

/** Words by name; a sentence with values in it is a function of them. */
export type Words = Readonly<
  Record<string, Bilingual | Readonly<Record<Language, (...values: Array<never>) => string>>>
>
