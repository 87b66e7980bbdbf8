/** What the commands about the journal have in common: they need one that is there, and no API. */
import * as Values from "@amili-cases/app-kit/command/Values"
import { DatasetName } from "@amili-cases/accounting/DatasetName"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Args from "@effect/cli/Args"
import * as HelpDoc from "@effect/cli/HelpDoc"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as chosen from "./chosen.ts"
import * as options from "./options.ts"

export const place = {
  out: options.out,
  journal: options.journal,
  profile: options.profile,
  json: options.json,
} as const

export const dataset = Values.choice("dataset", DatasetName.literals).pipe(
  Options.withDescription("runs of which export (default: closed)"),
  Options.withDefault("closed"),
)

/** Looks into a journal that exists, which may be a read-only copy. */
export const inside = <A, E, R>(given: chosen.Place, use: (place: KnownJournal.Place) => Effect.Effect<A, E, R>) =>
  Effect.flatMap(chosen.ownerOf(given), (owner) => KnownJournal.inside(owner, use))

/** Changes a journal that exists. */
export const changing = <A, E, R>(given: chosen.Place, use: (place: KnownJournal.Place) => Effect.Effect<A, E, R>) =>
  Effect.flatMap(chosen.ownerOf(given), (owner) => KnownJournal.changing(owner, use))

export const serial = Args.text({ name: "serial" }).pipe(
  Args.mapEffect((text) =>
    /^[1-9]\d{0,14}$/.test(text)
      ? Effect.succeed(Number(text))
      : Effect.fail(HelpDoc.p(`<serial> is the number of a run, such as 1, not "${text}"`)),
  ),
  Args.withDescription("number of the run"),
)
