import * as Connection from "@amili-cases/app-kit/settings/Connection"
import * as Ask from "@amili-cases/app-kit/terminal/Ask"
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Login from "@amili-cases/app-kit/settings/Login"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Profiles from "@amili-cases/app-kit/settings/Profiles"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Sources from "@amili-cases/app-kit/settings/Sources"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Values from "@amili-cases/app-kit/command/Values"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Record from "effect/Record"
import * as Layers from "../Layers.ts"
import * as Kept from "@amili-cases/operations/profile/Kept"
import * as Schedule from "@amili-cases/app-kit/schedule/Schedule"
import * as Interview from "../setup/Interview.ts"
import * as ExportSettings from "@amili-cases/app-kit/settings/ExportSettings"
import * as options from "../setup/options.ts"
import * as Words from "../words/interview.ts"
import * as Confirm from "./journal/confirm.ts"
import { tell } from "./schedule/common.ts"
import { install } from "./schedule/install.ts"

const command = Command.make(
  "init",
  {
    profile: options.profile,
    out: options.out,
    journal: options.journal,
    format: options.format,
    csv: options.csv,
    language: options.language,
    perCreditor: options.perCreditor,
    oneSet: options.oneSet,
    schedule: Values.choice("schedule", ["none", ...Schedule.rhythms]).pipe(
      Options.withDescription("export closed cases automatically: see amili-export schedule install"),
      Options.optional,
    ),
    at: Values.checked("at", "hh:mm", Schedule.timeOf, "a time such as 06:30").pipe(
      Options.withDescription("time of the scheduled export (default: 06:30)"),
      Options.optional,
    ),
    baseUrl: Options.text("base-url").pipe(
      Options.withPseudoName("url"),
      Options.withDescription("address of the API, for a profile that has not logged in yet"),
      Options.optional,
    ),
    keyFile: Values.path("key-file", "file").pipe(
      Options.withDescription("private key (PEM), for a profile that has not logged in yet"),
      Options.optional,
    ),
    plainFile: Options.boolean("plain-file").pipe(
      Options.withDescription("keep the api code in a plain file even where there is a keychain"),
    ),
    by: Options.text("by").pipe(
      Options.withPseudoName("name"),
      Options.withDescription("who decides what only a person can, for the journal: kept as the default of --by"),
      Options.optional,
    ),
    json: options.json,
    yes: Options.boolean("yes").pipe(Options.withDescription("ask nothing that has a default")),
    replace: Options.boolean("replace").pipe(
      Options.withDescription("change settings that are there already without asking"),
    ),
  },
  (given) =>
    Effect.gen(function* () {
      const ask = Ask.isPossible() && !given.yes
      const words = Words.of(yield* UiLanguage)
      yield* Interview.refuse(given)
      if (ask) yield* Output.note(words.welcome)
      const name = yield* nameOf(given.profile, ask)
      yield* connect(name, given)
      const before = yield* Kept.of(name)
      const { settings, schedule } = yield* Interview.answers(given, before, ask)
      if (before !== undefined) yield* refuseSilence(name, Kept.differences(before, settings), ask, given.replace)
      const { file, usual } = yield* Kept.save(name, settings)
      yield* Output.note(words.kept(file, settings.out))
      const scheduled = yield* Effect.transposeMapOption(Option.fromNullable(schedule), (when) =>
        install({ name, settings }, { ...when, dataset: "closed" }, { dryRun: false, means: Option.none() }),
      )
      const suffix = usual === name ? "" : ` --profile ${name}`
      yield* Output.note(
        [
          words.next,
          `  amili-export closed${suffix}   ${words.closed[0]}`,
          `  ${" ".repeat(`amili-export closed${suffix}`.length)}   ${words.closed[1]}`,
          `  amili-export open${suffix}     ${words.open}`,
        ].join("\n"),
      )
      if (given.json)
        return yield* Output.writeLine(
          Json.line({ profile: name, file, settings, schedule: Option.getOrNull(scheduled) }),
        )
      // Windows: what is left to be typed.
      if (Option.isSome(scheduled)) yield* tell(scheduled.value, given)
    }),
)

const nameOf = (given: Option.Option<string>, ask: boolean) =>
  Effect.gen(function* () {
    const { name } = yield* ExportSettings.profileOf(given)
    if (!ask || Option.isSome(given)) return name
    return yield* Ask.until(Words.of(yield* UiLanguage).profile, name, ExportSettings.nameIn)
  })

/** Uses the credentials that are there, or makes a profile of those that are given. */
const connect = (name: string, given: Omit<Login.Given, "profile">) =>
  Effect.gen(function* () {
    const { profiles } = yield* Profiles.read
    const known = Option.getOrUndefined(Record.get(profiles, name))
    const words = Words.of(yield* UiLanguage)
    if (known !== undefined) return yield* Output.note(words.connects(known.baseUrl, name))
    const variables = yield* Sources.fromVariables
    const keepable = Option.isSome(variables.apiCode) && Option.isSome(variables.privateKeyFile)
    if (Connection.missing(variables).length === 0 && !keepable) return yield* Output.note(words.connectsByVariables)
    const { baseUrl, rests } = yield* Login.login({ ...given, profile: name }, (settings) =>
      Effect.flatMap(AuthTokenProvider, (auth) => auth.getValidToken()).pipe(Effect.provide(Layers.apiFor(settings))),
    )
    yield* Output.note(words.loggedIn(baseUrl, name, rests))
  })

/** Settings that are there are changed only knowingly. */
const refuseSilence = (name: string, changes: ReadonlyArray<Kept.Difference>, ask: boolean, replace: boolean) =>
  Effect.gen(function* () {
    if (changes.length === 0) return
    const words = Words.of(yield* UiLanguage)
    if (replace) return yield* Output.note(words.changed(words.differences(changes)))
    if (!ask) {
      const [en, sv] = [Words.of("en").differences(changes), Words.of("sv").differences(changes)]
      return yield* inBoth(
        {
          message: `the profile "${name}" is set up already, with other settings (${en.join("; ")})`,
          hint: "add --replace to change them",
        },
        {
          message: `profilen "${name}" är redan inställd, med andra inställningar (${sv.join("; ")})`,
          hint: "lägg till --replace för att ändra dem",
        },
      )
    }
    yield* Output.note(words.wouldChange(name, words.differences(changes)))
    if (yield* Confirm.yesOrNo(words.change)) return
    return yield* inBoth(
      { message: "nothing has been changed", hint: "amili-export closed" },
      { message: "inget har ändrats", hint: "amili-export closed" },
    )
  })

export const init = Runnable.make(command, {
  details: [
    "Asks for what an export needs to know, a question a line, and keeps it for later runs: whose cases, which folder, what kinds of files, in which language, and whether to schedule it. Every question can be answered by an option instead; without a terminal nothing is asked, and what is not given is as it was, or as the help says.",
    "Credentials are those of amili auth login; where there are none for the profile they are asked for, tried and kept in the same way.",
    "Settings that are there already are never replaced without saying so.",
  ],
  examples: [
    { command: "amili-export init", effect: "answer the questions" },
    {
      command: "amili-export init --profile butik --out exports --format csv,xlsx --yes",
      effect: "another profile, and nothing is asked: credentials from the variables",
    },
  ],
})
