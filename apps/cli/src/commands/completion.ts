/** `amili completion`: what a shell has to know, and the hidden command that it asks. */
import type * as Completion from "@amili-cases/app-kit/command/Completion"
import * as CompletionCommand from "@amili-cases/app-kit/command/CompletionCommand"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import type { Group } from "@amili-cases/app-kit/command/Tree"
import * as CaseState from "@amili-cases/core/CaseState"
import * as CaseStatus from "@amili-cases/core/CaseStatus"
import * as CloseReason from "@amili-cases/core/CloseReason"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as CaseColumns from "../case/CaseColumns.ts"
import * as CaseOrder from "../case/CaseOrder.ts"
import type { Platform } from "../Layers.ts"
import * as PayoutColumns from "../payout/PayoutColumns.ts"

export const completion = CompletionCommand.make("amili", {
  what: "commands, options, profiles, states, statuses, reasons, classes and fields",
  examples: [
    { command: "amili completion bash > amili-completion.bash", effect: "then source this file in ~/.bashrc" },
    { command: "amili completion zsh > _amili", effect: "then put this file into a folder of $fpath" },
    { command: "amili completion fish > amili.fish", effect: "then move it to ~/.config/fish/completions" },
  ],
})

export const complete = (root: Group<Platform>) =>
  CompletionCommand.hidden(root, values, CompletionCommand.namesIn(Profiles.read))

const { fixed } = CompletionCommand
const names = (columns: ReadonlyArray<{ readonly name: string }>) => fixed(columns.map(({ name }) => name))

const values: Completion.Values = {
  "--state": fixed(CaseState.known),
  "--status": fixed(CaseStatus.known),
  "--reason": fixed(CloseReason.known),
  "--class": fixed(SettlementClass.all),
  "--fields": names(CaseColumns.all),
  "payout list --fields": names(PayoutColumns.payouts),
  "payout show --fields": names(PayoutColumns.lines),
  "--sort": fixed(CaseOrder.names),
  "--since": fixed(["today", "yesterday", "7d", "30d"]),
  "--until": fixed(["today", "yesterday"]),
}
