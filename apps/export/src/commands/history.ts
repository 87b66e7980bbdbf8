import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { Command } from "@effect/cli"
import { Effect, Option } from "effect"
import { Dataset, type Run, Runs } from "../journal/Runs.ts"
import * as Abandonment from "../run/Abandonment.ts"
import * as Manifest from "../run/Manifest.ts"
import * as journal from "./journal.ts"
import * as Listing from "./listing.ts"

interface Line {
  readonly run: Run
  readonly manifest: Pick<Manifest.Manifest, "api" | "counts" | "files" | "sums"> | undefined
}

const count = (name: string) => (line: Line) =>
  line.run.state === "abandoned" ? "" : String(line.manifest?.counts[name] ?? "")

const shape: Listing.Shape<Line> = {
  columns: [
    { header: "Dataset", value: ({ run }) => run.dataset },
    { header: "Run", align: "right", value: ({ run }) => String(run.serial) },
    { header: "Begun", value: ({ run }) => run.started_at },
    { header: "Until", rank: 2, value: ({ run }) => run.window_until ?? "" },
    { header: "Rows", align: "right", value: (line) => count(line.run.dataset)(line) },
    { header: "Corrections", align: "right", rank: 1, value: count("corrections") },
    { header: "To a person", align: "right", value: count("quarantined") },
    {
      header: "Sums",
      least: 16,
      value: ({ manifest, run }) =>
        run.state === "abandoned"
          ? "given up: nothing in it counts"
          : (manifest?.sums.map(({ currency, sum }) => `${sum} ${currency}`).join(", ") ?? ""),
    },
    { header: "Hash", rank: 3, value: ({ run }) => run.hash?.slice(0, 12) ?? "" },
  ],
  document: ({ manifest, run }) => ({
    dataset: run.dataset,
    profile: run.profile,
    serial: run.serial,
    state: run.state,
    startedAt: run.started_at,
    api: manifest?.api,
    window: { from: run.window_from, until: run.window_until },
    counts: manifest?.counts,
    sums: manifest?.sums,
    files: manifest?.files.map(({ name }) => name),
    folder: run.folder,
    hash: run.hash,
  }),
}

/** Of a run that was given up, what it would have held. */
const told = (run: Run): Effect.Effect<NonNullable<Line["manifest"]>, unknown> =>
  run.state === "abandoned" ? Abandonment.decode(run.manifest) : Manifest.decode(run.manifest)

const command = Command.make("history", { ...journal.place, query: Listing.query }, (given) =>
  journal.inside(given, ({ profile }) =>
    Effect.gen(function* () {
      const runs = yield* Runs
      const found = yield* Effect.forEach(Dataset.literals, (dataset) => runs.settled(profile, dataset))
      const lines = yield* Effect.forEach(found.flat(), (run) =>
        Effect.map(Effect.option(told(run)), (manifest) => ({
          run,
          manifest: Option.getOrUndefined(manifest),
        })),
      )
      if (lines.length === 0) yield* Output.note("no run yet")
      yield* Listing.write(shape, lines, given)
    }),
  ),
)

export const history = Runnable.make(command, {
  details: ["One line a run, oldest first: its number, when it began, up to when it reached, what it holds, its hash."],
  examples: [
    { command: "amili-export history --out exports", effect: "all runs whose files are in exports/" },
    { command: "amili-export history --out exports --json", effect: "one JSON document a run" },
    {
      command: "amili-export history --out exports --query \"[serial, sums[?currency=='SEK'].sum | [0]]\"",
      effect: "number and sum of each run",
    },
  ],
})
