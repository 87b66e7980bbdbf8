/** `amili-desk`: listens on loopback, opens the browser, and serves pages until Ctrl-C. */
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { inBoth } from "@amili-cases/app-kit/command/UsageError"
import type { InBoth } from "@amili-cases/app-kit/settings/Said"
import * as Values from "@amili-cases/app-kit/command/Values"
import { UiLanguage } from "@amili-cases/app-kit/settings/UiLanguage"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as HttpServer from "@effect/platform/HttpServer"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Stream from "effect/Stream"
import { Assets } from "../assets/Assets.ts"
import { Once } from "../forms/Once.ts"
import { Jobs } from "../jobs/Jobs.ts"
import * as Layers from "../Layers.ts"
import { Connections } from "../profile/Connections.ts"
import { ProfileNames } from "../profile/ProfileNames.ts"
import { Access } from "../server/Access.ts"
import { Address } from "../server/Address.ts"
import * as Site from "../server/site.ts"
import { words } from "./words.ts"
import { openBrowser } from "../start/openBrowser.ts"
import * as EnterKey from "../start/enterKey.ts"
import * as Practice from "../start/Sandbox.ts"

/** Nothing can listen on the port. */
class CannotListen extends Data.TaggedError("CannotListen")<InBoth> {}

/** Fixed, so that addresses can be bookmarked. */
const usualPort = 47_800

const options = {
  profile: Options.text("profile").pipe(
    Options.withPseudoName("name"),
    Options.optional,
    Options.withDescription("the profile whose pages are shown first (default: as amili-export chooses it)"),
  ),
  port: Values.whole("port", 0, 65_535).pipe(
    Options.withDefault(usualPort),
    Options.withDescription(`port on 127.0.0.1; 0 takes a free one (default ${usualPort})`),
  ),
  sandbox: Options.boolean("sandbox").pipe(
    Options.withDescription("made-up cases that live, without credentials; kept in amili-sandbox in the home folder"),
  ),
  browser: Options.boolean("no-browser").pipe(
    Options.map((not) => !not),
    Options.withDescription("print the address, and open no browser"),
  ),
}

interface Chosen {
  readonly profile: Option.Option<string>
  readonly port: number
  readonly sandbox: boolean
  readonly browser: boolean
}

const command = Command.make("amili-desk", options, (chosen) =>
  Effect.scoped(
    Effect.gen(function* () {
      if (!chosen.sandbox) return yield* serve(chosen)
      if (Option.isSome(chosen.profile))
        return yield* inBoth(
          {
            message: "--profile and --sandbox exclude each other",
            hint: "the sandbox has a profile of its own: leave --profile out",
          },
          {
            message: "--profile och --sandbox utesluter varandra",
            hint: "sandlådan har en egen profil: utelämna --profile",
          },
        )
      const { folder, variables } = yield* Practice.start
      yield* Output.note(words.practice[yield* UiLanguage](folder))
      return yield* Effect.withConfigProvider(serve(chosen), variables)
    }),
  ),
)

const serve = ({ browser, port, profile }: Chosen) =>
  Effect.gen(function* () {
    yield* refuseUnknown(profile)
    const { url } = yield* Address
    const { fresh } = yield* Access
    const language = yield* UiLanguage
    yield* HttpServer.serveEffect(yield* Site.make(language))
    const address = Effect.map(fresh, (token) => `${url}/start?token=${token}`)
    const first = yield* address
    yield* Output.writeLine(first)
    yield* Output.note(words.howTo[language])
    if (browser) yield* openBrowser(first)
    yield* Stream.runForEach(EnterKey.pressed, () => Effect.flatMap(address, Output.writeLine))
    return yield* Effect.never
  }).pipe(Effect.provide(services(port, profile)))

const services = (port: number, profile: Option.Option<string>) =>
  Layer.mergeAll(
    Access.Default,
    Once.Default,
    Jobs.Default,
    Connections.Default,
    Assets.Default(Layers.assets()),
    ProfileNames.Default(profile),
    Address.Default,
  ).pipe(
    Layer.provideMerge(Layers.server(port)),
    Layer.catchAll((error) => Layer.fail(error._tag === "ServeError" ? cannotListen(port, error.cause) : error)),
  )

const cannotListen = (port: number, cause: unknown) =>
  Predicate.hasProperty(cause, "code") && cause.code === "EADDRINUSE"
    ? new CannotListen({
        message: `port ${port} is in use, perhaps by another amili-desk`,
        hint: "use the desk that is open, end it with Ctrl-C, or take a free port with --port 0",
        swedish: {
          message: `porten ${port} används, kanske av ett annat amili-desk`,
          hint: "använd skrivbordet som är öppet, avsluta det med Ctrl-C, eller ta en ledig port med --port 0",
        },
      })
    : new CannotListen({
        message: `cannot listen on port ${port}`,
        hint: "take a free port with --port 0",
        swedish: { message: `porten ${port} kan inte användas`, hint: "ta en ledig port med --port 0" },
      })

/** Whoever mistypes a name would look at nothing and believe it. */
const refuseUnknown = (named: Option.Option<string>) =>
  Effect.gen(function* () {
    if (Option.isNone(named)) return
    const { all, known } = yield* (yield* ProfileNames).now
    if (known) return
    const others = all.filter((name) => name !== named.value).join(", ")
    return yield* inBoth(
      {
        message: `there is no profile "${named.value}"`,
        hint: others === "" ? "leave --profile out, and set one up in the desk" : `one of ${others}`,
      },
      {
        message: `det finns ingen profil "${named.value}"`,
        hint: others === "" ? "utelämna --profile, och skapa en i skrivbordet" : `en av ${others}`,
      },
    )
  })

export const desk = Runnable.make(command, {
  details: [
    "Prints the address of the desk on stdout and opens it in the browser; everything else goes to stderr. The address works once, within ten minutes; Enter prints another. It listens on 127.0.0.1 and nowhere else, and ends with Ctrl-C, with whatever it is doing.",
  ],
  traced: false,
  examples: [
    { command: "amili-desk", effect: "your profile, in the browser" },
    { command: "amili-desk --sandbox", effect: "everything on made-up cases, without credentials" },
    { command: "amili-desk --no-browser --port 0", effect: "for a browser that you open yourself, on a free port" },
  ],
})
