/** What the commands about the journal have in common: they need one that is there, and no API. */
import * as Output from "@amili-cases/app-kit/Output"
import * as Screen from "@amili-cases/app-kit/Screen"
import * as Table from "@amili-cases/app-kit/Table"
import { Args, Options } from "@effect/cli"
import { FileSystem } from "@effect/platform"
import { Data, Effect, Layer, Option, Stream } from "effect"
import * as JournalDatabase from "../journal/JournalDatabase.ts"
import { Dataset, type Run, Runs } from "../journal/Runs.ts"
import { Folder } from "../run/Folder.ts"
import { locationOf } from "./location.ts"
import * as options from "./options.ts"

export const place = { out: options.out, journal: options.journal, profile: options.profile } as const

export interface Place {
  readonly out: string
  readonly journal: Option.Option<string>
  readonly profile: Option.Option<string>
}

export const dataset = Options.choice("dataset", Dataset.literals).pipe(
  Options.withDescription("Runs of which export."),
  Options.withDefault("closed"),
)

/** There is no journal, or not that run. */
export class NotThere extends Data.TaggedError("NotThere")<{ readonly message: string; readonly hint: string }> {}

/** The services over a journal that exists: looking at one never makes one. */
export const services = ({ journal, out }: Place) =>
  Layer.unwrapEffect(
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const location = yield* locationOf(out, journal)
      if (location._tag === "File" && !(yield* Effect.orElseSucceed(fs.exists(location.path), () => false))) {
        return yield* new NotThere({
          message: `there is no journal at ${location.path}`,
          hint: "give the folder of the exports with --out, or the journal with --journal",
        })
      }
      return JournalDatabase.layer(location)
    }),
  ).pipe(Layer.merge(Folder.Default))

export const findRun = (profile: string, dataset: Dataset, serial: number): Effect.Effect<Run, unknown, Runs> =>
  Effect.flatMap(Runs, (runs) => runs.find({ profile, dataset, serial })).pipe(
    Effect.flatMap(
      Option.match({
        onSome: Effect.succeed,
        onNone: () =>
          new NotThere({ message: `there is no ${dataset} run ${serial}`, hint: "see amili-export history" }),
      }),
    ),
  )

export const serial = Args.integer({ name: "serial" }).pipe(Args.withDescription("Number of the run."))

/** Rows fitted to a terminal, or tab-separated for a program. */
export const table = <A>(columns: ReadonlyArray<Table.Column<A>>, rows: Iterable<A>) => {
  const screen = Screen.current()
  const all = Stream.fromIterable(rows)
  const lines = screen.terminal ? Table.fitted(columns, screen)(all) : Stream.map(all, Table.tabSeparated(columns))
  return Stream.run(lines, Output.lines)
}
