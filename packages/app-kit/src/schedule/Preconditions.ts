/** Whether a run that nobody watches would find what it needs; where not, no schedule is made. */
import * as Environment from "../settings/Environment.ts"
import * as Profiles from "../settings/Profiles.ts"
import { UsageError } from "../command/UsageError.ts"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import type { Profile } from "../settings/ExportSettings.ts"
import type { Scheduler } from "./Scheduler.ts"
import * as Schedule from "./Schedule.ts"

/** Notes for the person; refuses what would fail, or would write into another journal than this terminal does. */
export const check = ({ settings, name }: Profile, means: Scheduler | "windows") =>
  Effect.gen(function* () {
    if (settings === undefined) {
      return yield* new UsageError({
        message: `nothing is set up for the profile "${name}"`,
        hint: `amili-export init --profile ${name}`,
      })
    }
    if (Option.isSome(yield* Environment.variable("AMILI_JOURNAL_URL"))) {
      return yield* new UsageError({
        message: "a scheduled run would not know AMILI_JOURNAL_URL, and would begin a journal of its own",
        hint: "let a unit or script of your own set it and run amili-export: it may hold a password, which no file of ours should",
      })
    }
    const { profiles } = yield* Profiles.read
    const profile = Option.getOrUndefined(Record.get(profiles, name))
    if (profile === undefined) {
      return yield* new UsageError({
        message: `a scheduled run has no variables, and there are no credentials for the profile "${name}"`,
        hint: `amili auth login --profile ${name}`,
      })
    }
    if (means === "windows") return []
    const proxies = (yield* Schedule.secretProxies).map(
      (name) =>
        `${name} holds a password, which no file of ours should: a scheduled run does without it, unless you set it for systemd or cron yourself.`,
    )
    if (profile.apiCode !== undefined) return proxies
    return [
      ...proxies,
      means === "cron"
        ? `The api code is in the keychain, which cron cannot reach: amili auth login --profile ${name} --plain-file keeps it in a file.`
        : `The api code is in the keychain: a run while it is locked ends with 4. amili auth login --profile ${name} --plain-file keeps it in a file.`,
    ]
  })
