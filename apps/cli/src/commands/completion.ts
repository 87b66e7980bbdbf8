/** `amili completion`: what a shell has to know, and the hidden command that it asks. */
import process from "node:process"
import * as Completion from "@amili-cases/app-kit/Completion"
import * as Output from "@amili-cases/app-kit/Output"
import * as Profiles from "@amili-cases/app-kit/Profiles"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import type { Group, Runnable as Ready } from "@amili-cases/app-kit/Tree"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { Args, Command } from "@effect/cli"
import { Effect } from "effect"
import * as CaseColumns from "../CaseColumns.ts"
import * as CaseOrder from "../CaseOrder.ts"
import type { Platform } from "../Layers.ts"

const shell = Args.choice(
  [
    ["bash", "bash"],
    ["zsh", "zsh"],
    ["fish", "fish"],
  ] as const,
  { name: "shell" },
).pipe(Args.withDescription("bash, zsh or fish"))

export const completion = Runnable.make(
  Command.make("completion", { shell }, ({ shell }) => Output.write(Completion.script("amili", shell))),
  {
    details: [
      "Completes commands, options, profiles, states, statuses, reasons, classes and fields. The shell reads what this prints at its start.",
    ],
    traced: false,
    examples: [
      { command: "amili completion bash > amili-completion.bash", effect: "then source this file in ~/.bashrc" },
      { command: "amili completion zsh > _amili", effect: "then put this file into a folder of $fpath" },
      { command: "amili completion fish > amili.fish", effect: "then move it to ~/.config/fish/completions" },
    ],
  },
)

/** `amili __complete -- word...`, for the scripts above. */
export const complete = (root: Group<Platform>): Ready<Platform> => ({
  flags: [],
  positionals: [{ name: "[<word>...]", description: "the words typed so far" }],
  details: [],
  examples: [],
  run: (argv) =>
    Effect.gen(function* () {
      const profiles = yield* Effect.orElseSucceed(Profiles.read(process.env), () => ({ profiles: {} }))
      const words = argv[0] === "--" ? argv.slice(1) : argv
      const found = yield* Effect.promise(() =>
        Completion.candidates(root, words, {
          ...values,
          "--profile": () => Promise.resolve(Object.keys(profiles.profiles)),
        }),
      )
      yield* Output.write(found.map((word) => `${word}\n`).join(""))
    }),
})

const fixed = (all: ReadonlyArray<string>) => () => Promise.resolve(all)

const values: Completion.Values = {
  completion: fixed(["bash", "zsh", "fish"]),
  "--state": fixed(CaseState.known),
  "--status": fixed(CaseStatus.known),
  "--reason": fixed(CloseReason.known),
  "--class": fixed(SettlementClass.all),
  "--fields": fixed(CaseColumns.all.map(({ name }) => name)),
  "--sort": fixed(CaseOrder.names),
  "--since": fixed(["today", "yesterday", "7d", "30d"]),
  "--until": fixed(["today", "yesterday"]),
}
