/** Whether a run that nobody watches would find what it needs; where not, no schedule is made. */
import * as Environment from "../settings/Environment.ts"
import * as Profiles from "../settings/Profiles.ts"
import { inBoth } from "../command/UsageError.ts"
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
      return yield* inBoth(
        { message: `nothing is set up for the profile "${name}"`, hint: `amili-export init --profile ${name}` },
        { message: `inget är inställt för profilen "${name}"`, hint: `amili-export init --profile ${name}` },
      )
    }
    if (Option.isSome(yield* Environment.variable("AMILI_JOURNAL_URL"))) {
      return yield* inBoth(
        {
          message: "a scheduled run would not know AMILI_JOURNAL_URL, and would begin a journal of its own",
          hint: "let a unit or script of your own set it and run amili-export: it may hold a password, which no file of ours should",
        },
        {
          message: "en schemalagd körning skulle inte känna till AMILI_JOURNAL_URL, och börja en egen journal",
          hint: "låt ett eget skript sätta den och köra amili-export: den kan innehålla ett lösenord, som inte hör hemma i våra filer",
        },
      )
    }
    const { profiles } = yield* Profiles.read
    const profile = Option.getOrUndefined(Record.get(profiles, name))
    if (profile === undefined) {
      return yield* inBoth(
        {
          message: `a scheduled run has no variables, and there are no credentials for the profile "${name}"`,
          hint: `amili auth login --profile ${name}`,
        },
        {
          message: `en schemalagd körning har inga variabler, och det finns inga inloggningsuppgifter för profilen "${name}"`,
          hint: `amili auth login --profile ${name}`,
        },
      )
    }
    if (means === "windows") return []
    const proxies = (yield* Schedule.secretProxies).map((name) => ({
      en: `${name} holds a password, which no file of ours should: a scheduled run does without it, unless you set it for systemd or cron yourself.`,
      sv: `${name} innehåller ett lösenord, som inte hör hemma i våra filer: en schemalagd körning klarar sig utan den, om du inte själv sätter den för systemd eller cron.`,
    }))
    if (profile.apiCode !== undefined) return proxies
    return [
      ...proxies,
      means === "cron"
        ? {
            en: `The api code is in the keychain, which cron cannot reach: amili auth login --profile ${name} --plain-file keeps it in a file.`,
            sv: `Api-koden ligger i nyckelringen, som cron inte når: amili auth login --profile ${name} --plain-file sparar den i en fil.`,
          }
        : {
            en: `The api code is in the keychain: a run while it is locked ends with 4. amili auth login --profile ${name} --plain-file keeps it in a file.`,
            sv: `Api-koden ligger i nyckelringen: en körning medan den är låst slutar med 4. amili auth login --profile ${name} --plain-file sparar den i en fil.`,
          },
    ]
  })
