/** The values of options, as operations take them: what was not given is undefined. */
import { inBoth, type UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import type { Chosen, Owner } from "@amili-cases/operations/profile/Chosen"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { tool } from "../Version.ts"

/** Where the journal is, and whose. */
export interface Place {
  readonly out: Option.Option<string>
  readonly journal?: Option.Option<string>
  readonly profile: Option.Option<string>
}

export interface Given extends Place {
  readonly format: Option.Option<string>
  readonly csv: Option.Option<string>
  readonly perCreditor: boolean
  readonly oneSet: boolean
  readonly delimiter: Option.Option<string>
  readonly decimalMark: Option.Option<"comma" | "point">
  readonly headers: Option.Option<"sv" | "en" | "key">
  readonly columns: Option.Option<string>
  readonly language: Option.Option<string>
  readonly creditor: ReadonlyArray<string>
  readonly debtor?: "none" | "masked" | "full"
  /** Only exports of closed cases have classes. */
  readonly class?: ReadonlyArray<string>
  readonly beginAgain?: boolean
}

export const ownerOf = ({ journal = Option.none(), out, profile }: Place) =>
  Effect.map(ExportSettings.profileOf(profile), (profile): Owner => ({
    profile,
    out: Option.getOrUndefined(out),
    journal: Option.getOrUndefined(Option.map(journal, (path) => ({ _tag: "File", path }))),
  }))

export const chosenOf = (given: Given) =>
  Effect.gen(function* () {
    yield* oneOrEach(given)
    const chosen: Chosen = {
      ...(yield* ownerOf(given)),
      tool,
      format: Option.getOrUndefined(given.format),
      csv: Option.getOrUndefined(given.csv),
      delimiter: Option.getOrUndefined(given.delimiter),
      decimalMark: Option.getOrUndefined(given.decimalMark),
      headers: Option.getOrUndefined(given.headers),
      columns: Option.getOrUndefined(given.columns),
      language: Option.getOrUndefined(given.language),
      perCreditor: given.perCreditor || given.oneSet ? given.perCreditor : undefined,
      debtor: given.debtor,
      creditors: given.creditor,
      classes: given.class,
      beginAgain: given.beginAgain,
    }
    return chosen
  })

/** Refuses both at once. */
export const oneOrEach = (given: {
  readonly oneSet: boolean
  readonly perCreditor: boolean
}): Effect.Effect<void, UsageError> =>
  given.oneSet && given.perCreditor
    ? inBoth(
        { message: "--per-creditor and --one-set exclude each other", hint: "give the one or the other" },
        { message: "--per-creditor och --one-set utesluter varandra", hint: "ange den ena eller den andra" },
      )
    : Effect.void
