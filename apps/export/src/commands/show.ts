import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { Command } from "@effect/cli"
import { Effect } from "effect"
import { type RunFile, Runs } from "../journal/Runs.ts"
import { Folder } from "../run/Folder.ts"
import { whereIs } from "../run/Verify.ts"
import * as journal from "./journal.ts"
import * as Listing from "./listing.ts"

interface File extends RunFile {
  /** intact, changed, missing, or removed and when; lost, of a run that was given up. */
  readonly state: string
}

const shape: Listing.Shape<File> = {
  columns: [
    { header: "File", value: ({ name }) => name },
    { header: "Rows", align: "right", value: ({ rows }) => String(rows) },
    { header: "State", value: ({ state }) => state },
    { header: "SHA-256", rank: 1, value: ({ sha256 }) => sha256 },
  ],
  document: ({ name, rows, sha256, state }) => ({ name, rows, state, sha256 }),
}

const command = Command.make(
  "show",
  { ...journal.place, query: Listing.query, dataset: journal.dataset, serial: journal.serial },
  (given) =>
    journal.inside(given, ({ out, profile }) =>
      Effect.gen(function* () {
        const runs = yield* Runs
        const folders = yield* Folder
        const run = yield* journal.findRun(profile, given.dataset, given.serial)
        if (given.json) return yield* Output.write(run.manifest ?? "")
        const abandoned = run.state === "abandoned"
        yield* Output.note(
          `${run.dataset} run ${run.serial}, begun ${run.started_at}${abandoned ? ", given up: nothing in it counts" : ""}, hash ${run.hash}`,
        )
        const files = yield* Effect.forEach(yield* runs.files(run), (file) =>
          Effect.gen(function* () {
            const path = yield* whereIs(out, run, file.name)
            const intact = yield* folders.matches(path, file.sha256)
            const now = intact === undefined ? "missing" : intact ? "intact" : "changed"
            if (abandoned && file.role !== "abandoned")
              return { ...file, path, state: intact === undefined ? "lost" : "there, and does not count" }
            return { ...file, path, state: file.purged_at === null ? now : `removed ${file.purged_at}` }
          }),
        )
        yield* Listing.write(shape, files, given)
      }),
    ),
)

export const show = Runnable.make(command, {
  details: [
    "The files of a run and whether they are as they were written; with --json its manifest, as it was committed, or what stands for it when the run was given up.",
  ],
  examples: [
    { command: "amili-export show 1 --out exports", effect: "the files of the first closed run" },
    { command: "amili-export show 1 --dataset open --json --out exports", effect: "the manifest of an open run" },
  ],
})
