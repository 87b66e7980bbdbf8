/** The variables of this process: the only file that looks at `process.env`. Effects read them through `Config`. */
import process from "node:process"
import * as Config from "effect/Config"
import * as ConfigProvider from "effect/ConfigProvider"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

export type Variables = Readonly<Record<string, string | undefined>>

/** For what runs before any effect, such as the width of the terminal. */
export const variables: Variables = process.env

/** Variables for `Config`; a blank one counts as not set. */
export const of = (variables: Variables): ConfigProvider.ConfigProvider =>
  ConfigProvider.fromMap(
    new Map(
      Object.entries(variables).flatMap(([name, value]) =>
        value === undefined || value.trim() === "" ? [] : [[name, value] as const],
      ),
    ),
  )

/** The value of a variable; none when it is not set. */
export const variable = (name: string): Effect.Effect<Option.Option<string>> =>
  // Any text will do, and one that is absent is no error.
  Effect.orDie(Config.option(Config.string(name)))

/** The first of several variables that is set, with its name. */
export const firstOf = (
  names: ReadonlyArray<string>,
): Effect.Effect<Option.Option<{ readonly name: string; readonly value: string }>> =>
  Effect.map(
    Effect.forEach(names, (name) =>
      Effect.map(
        variable(name),
        Option.map((value) => ({ name, value })),
      ),
    ),
    Option.firstSomeOf,
  )
