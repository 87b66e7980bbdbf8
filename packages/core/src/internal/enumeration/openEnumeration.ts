/**
 * An enumeration of the server's: the values we know, and whatever it says next year. No unknown value equals a known
 * one. Apart from its schema, so that a browser that describes a state loads no Schema.
 */

/** Language of descriptions for people. */
export type Language = "en" | "sv"

type Descriptions<Known extends string> = Readonly<Record<Known, Readonly<Record<Language, string>>>>

export interface OpenEnumeration<Known extends string, Unknown extends string> {
  readonly isKnown: (value: string) => value is Known
  readonly of: (text: string) => Known | Unknown
  readonly describe: (value: string, language?: Language) => string
}

export const make = <const Known extends string, Unknown extends string>(
  known: ReadonlyArray<Known>,
  unknown: (text: string) => Unknown,
  descriptions: Descriptions<Known>,
): OpenEnumeration<Known, Unknown> => {
  const set: ReadonlySet<string> = new Set(known)
  const isKnown = (value: string): value is Known => set.has(value)
  return {
    isKnown,
    of: (text) => (isKnown(text) ? text : unknown(text)),
    describe: (value, language = "en") => (isKnown(value) ? descriptions[value][language] : value),
  }
}
