import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as History from "@amili-cases/operations/journal/History"
import { periodOf } from "../output/period.ts"
import { say } from "../output/say.ts"
import * as journal from "../setup/journal.ts"

const column = Rows.column<History.Line>()
const count = (name: string, key: (line: History.Line) => string, header: string, rank?: number) => {
  const of = (line: History.Line) => (line.run.state === "abandoned" ? undefined : line.manifest?.counts[key(line)])
  return column(name, (line) => of(line)?.toString(), {
    align: "right",
    header,
    document: of,
    ...(rank === undefined ? {} : { rank }),
  })
}

const sumsOf = ({ manifest, run }: History.Line) =>
  run.state === "abandoned"
    ? "abandoned: nothing in it counts"
    : manifest?.sums.map(({ currency, sum }) => `${sum} ${currency}`).join(", ")

const view: Rows.View<History.Line> = {
  columns: [
    column("dataset", ({ run }) => run.dataset),
    column("run", ({ run }) => String(run.serial), { align: "right", document: ({ run }) => run.serial }),
    column("begun", ({ run }) => Dates.shownIso(run.started_at), { document: ({ run }) => run.started_at }),
    column("until", ({ run }) => Dates.shownIso(run.window_until ?? ""), {
      rank: 3,
      document: ({ run }) => run.window_until ?? undefined,
    }),
    count("rows", ({ run }) => run.dataset, "ROWS"),
    count("corrections", () => "corrections", "CORRECTED", 1),
    count("quarantined", () => "quarantined", "TO A PERSON"),
    column("sums", sumsOf, {
      least: 16,
      amounts: true,
      document: ({ manifest }) => manifest?.sums,
    }),
    column("hash", ({ run }) => run.hash?.slice(0, 12), { rank: 4, document: ({ run }) => run.hash }),
    column("period", ({ manifest }) => periodOf(manifest?.window), { rank: 2 }),
  ],
  document: ({ manifest, run }) => ({
    dataset: run.dataset,
    profile: run.profile,
    serial: run.serial,
    state: run.state,
    startedAt: run.started_at,
    api: manifest?.api,
    window: { from: run.window_from, until: run.window_until },
    period: manifest?.window?.period && { ...manifest.window.period, until: run.window_until },
    counts: manifest?.counts,
    sums: manifest?.sums,
    files: manifest?.files.map(({ name }) => name),
    folder: run.folder,
    hash: run.hash,
  }),
}

const options = {
  ...journal.place,
  ...Dates.options("begun on this day or later", "begun before this day begins"),
  limit: Values.whole("limit", 1, 1_000_000).pipe(
    Options.optional,
    Options.withDescription("at most so many of each export, the newest"),
  ),
  ...Rows.options,
  fields: Rows.fields(view.columns),
}

const noRun = { en: "no run yet", sv: "ingen körning ännu" }
const noneInTime = { en: "no run in that time", sv: "ingen körning under den tiden" }

const command = Command.make("history", options, (given) =>
  Effect.flatMap(Effect.zipRight(Dates.ordered(given), Rows.shapeOf(view, given)), (shape) =>
    journal.inside(given, ({ profile }) =>
      Effect.gen(function* () {
        const { lines, runs } = yield* History.read(profile, {
          since: Option.getOrUndefined(given.since),
          until: Option.getOrUndefined(given.until),
          limit: Option.getOrUndefined(given.limit),
        })
        if (lines.length === 0) yield* say(runs === 0 ? noRun : noneInTime)
        yield* Rows.write(Stream.fromIterable(lines), shape)
      }),
    ),
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
