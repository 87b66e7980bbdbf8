/** `amili-export completion`: what a shell has to know, and the hidden command that it asks. */
import type * as Completion from "@amili-cases/app-kit/command/Completion"
import * as CompletionCommand from "@amili-cases/app-kit/command/CompletionCommand"
import { formatNames } from "@amili-cases/export-engine/formats/formats"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import type { Group } from "@amili-cases/app-kit/command/Tree"
import * as Effect from "effect/Effect"
import type { Platform } from "../Layers.ts"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"

export const completion = CompletionCommand.make("amili-export", {
  what: "commands, options, profiles and the values of options",
  examples: [
    { command: "amili-export completion bash > amili-export-completion.bash", effect: "then source it in ~/.bashrc" },
  ],
})

export const complete = (root: Group<Platform>) => CompletionCommand.hidden(root, values, profiles)

/** Those that have logged in, and those that are set up. */
const profiles = Effect.zipWith(
  CompletionCommand.namesIn(Profiles.read),
  CompletionCommand.namesIn(ExportSettings.read),
  (one, other) => [...new Set([...one, ...other])],
)

const fixed = (...all: ReadonlyArray<string>) => CompletionCommand.fixed(all)

/** Of options that take more than the few words which their help names. */
const values: Completion.Values = {
  "--format": fixed(...formatNames),
  "--start": fixed("today", "yesterday", "30d"),
  "--from": fixed("today", "yesterday", "7d", "30d"),
  "--until": fixed("today", "yesterday"),
}
