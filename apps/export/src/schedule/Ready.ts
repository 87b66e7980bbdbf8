/** Whether a run that nobody watches would find what it needs; where not, no schedule is made. */
import type * as Folders from "@amili-cases/app-kit/settings/Folders"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { Effect } from "effect"
import type { Profile } from "../setup/Choice.ts"
import type { Means } from "./Means.ts"

/** Notes for the person; refuses what would fail, or would write into another journal than this terminal does. */
export const check = (environment: Folders.Environment, { kept, name }: Profile, means: Means | "windows") =>
  Effect.gen(function* () {
    if (kept === undefined) {
      return yield* new UsageError({
        message: `nothing is set up for the profile "${name}"`,
        hint: `amili-export init --profile ${name}`,
      })
    }
    if (environment.AMILI_JOURNAL_URL) {
      return yield* new UsageError({
        message: "a scheduled run would not know AMILI_JOURNAL_URL, and would begin a journal of its own",
        hint: "let a unit or script of your own set it and run amili-export: it may hold a password, which no file of ours should",
      })
    }
    const { profiles } = yield* Profiles.read(environment)
    const profile = Object.hasOwn(profiles, name) ? profiles[name] : undefined
    if (profile === undefined) {
      return yield* new UsageError({
        message: `a scheduled run has no variables, and there are no credentials for the profile "${name}"`,
        hint: `amili auth login --profile ${name}`,
      })
    }
    if (profile.apiCode !== undefined || means === "windows") return []
    return [
      means === "cron"
        ? `The api code is in the keychain, which cron cannot reach: amili auth login --profile ${name} --plain-file keeps it in a file.`
        : `The api code is in the keychain: a run while it is locked ends with 4. amili auth login --profile ${name} --plain-file keeps it in a file.`,
    ]
  })
