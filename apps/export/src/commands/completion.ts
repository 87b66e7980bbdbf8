/** `amili-export completion`: what a shell has to know, and the hidden command that it asks. */
import process from "node:process"
import * as Completion from "@amili-cases/app-kit/Completion"
import * as Output from "@amili-cases/app-kit/Output"
import * as Profiles from "@amili-cases/app-kit/Profiles"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import type { Group, Runnable as Ready } from "@amili-cases/app-kit/Tree"
import { Args, Command } from "@effect/cli"
import { Effect } from "effect"
import { profiles as csvProfiles } from "../format/CsvProfile.ts"
import { Dataset } from "../journal/Runs.ts"
import type { Platform } from "../Layers.ts"
import * as Schedule from "../schedule/Schedule.ts"
import * as Kept from "../setup/Kept.ts"

const shell = Args.choice(
  [
    ["bash", "bash"],
    ["zsh", "zsh"],
    ["fish", "fish"],
  ] as const,
  { name: "shell" },
).pipe(Args.withDescription("bash, zsh or fish"))

export const completion = Runnable.make(
  Command.make("completion", { shell }, ({ shell }) => Output.write(Completion.script("amili-export", shell))),
  {
    details: [
      "Completes commands, options, profiles and the values of options. The shell reads what this prints at its start.",
    ],
    traced: false,
    examples: [
      { command: "amili-export completion bash > amili-export-completion.bash", effect: "then source it in ~/.bashrc" },
    ],
  },
)

/** `amili-export __complete -- word...`, for the scripts above. */
export const complete = (root: Group<Platform>): Ready<Platform> => ({
  flags: [],
  positionals: [{ name: "[<word>...]", description: "the words typed so far" }],
  details: [],
  examples: [],
  run: (argv) =>
    Effect.gen(function* () {
      const words = argv[0] === "--" ? argv.slice(1) : argv
      const names = [yield* namesIn(Profiles.read(process.env)), yield* namesIn(Kept.read(process.env))].flat()
      const found = yield* Effect.promise(() =>
        Completion.candidates(root, words, {
          ...values,
          "--profile": () => Promise.resolve([...new Set(names)]),
        }),
      )
      yield* Output.write(found.map((word) => `${word}\n`).join(""))
    }),
})

/** A file that cannot be read has no names: what is wrong with it is told by the command itself. */
const namesIn = <E, R>(all: Effect.Effect<{ readonly profiles: Readonly<Record<string, unknown>> }, E, R>) =>
  all.pipe(
    Effect.map(({ profiles }) => Object.keys(profiles)),
    Effect.orElseSucceed((): ReadonlyArray<string> => []),
  )

const fixed =
  (...all: ReadonlyArray<string>) =>
  () =>
    Promise.resolve(all)

const values: Completion.Values = {
  completion: fixed("bash", "zsh", "fish"),
  "--format": fixed("csv", "xlsx"),
  "--csv": fixed(...csvProfiles.map(({ name }) => name)),
  "--language": fixed("sv", "en"),
  "--headers": fixed("sv", "en", "key"),
  "--decimal-mark": fixed("comma", "point"),
  "--debtor": fixed("none", "masked", "full"),
  "--dataset": fixed(...Dataset.literals),
  "--every": fixed(...Schedule.rhythms),
  "--schedule": fixed("none", ...Schedule.rhythms),
  "--with": fixed("systemd", "cron"),
  "--start": fixed("today", "yesterday", "30d"),
  "--from": fixed("today", "yesterday", "7d", "30d"),
  "--until": fixed("today", "yesterday"),
}
