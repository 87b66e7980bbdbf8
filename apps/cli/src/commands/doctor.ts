/** `amili doctor`: looks at everything that has to be right, in the order in which it is needed. */
import { lookup } from "node:dns/promises"
import process from "node:process"
import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import * as Screen from "@amili-cases/app-kit/Screen"
import * as Sources from "@amili-cases/app-kit/Sources"
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { Cases } from "@amili-cases/core/Cases"
import { Credentials } from "@amili-cases/core/Credentials"
import * as PrivateKey from "@amili-cases/core/PrivateKey"
import { Command, Options } from "@effect/cli"
import { DateTime, Duration, Effect, Exit, Layer, Option, Schema } from "effect"
import * as Check from "../Check.ts"
import * as Globals from "../Globals.ts"
import * as Wish from "../Wish.ts"

/** Something is not as it has to be. */
class Unwell extends Schema.TaggedError<Unwell>()("Unwell", {
  message: Schema.String,
  hint: Schema.String,
  exitCode: Schema.Number,
}) {}

class NoSuchHost extends Schema.TaggedError<NoSuchHost>()("NoSuchHost", {
  message: Schema.String,
  hint: Schema.String,
  exitCode: Schema.Literal(5),
}) {}

const options = {
  json: Options.boolean("json").pipe(Options.withDescription("one JSON document for each check")),
  ...Wish.options,
  ...Globals.options,
}

const command = Command.make("doctor", options, (chosen) =>
  Effect.scoped(
    Effect.gen(function* () {
      const scope = yield* Effect.scope
      const wish = yield* Wish.read(chosen)
      const writer = chosen.json ? Option.orElseSome(wish, () => Wish.json) : wish
      const findings: Array<Check.Finding> = []
      const look = <E, R>(name: string, check: Effect.Effect<string | Check.Warning, E, R>) =>
        Effect.flatMap(Check.make(name, check), (finding) => {
          findings.push(finding)
          return Effect.as(
            Option.match(writer, {
              onNone: () => Output.write(render(finding)),
              onSome: ({ line }) =>
                Effect.flatMap(line(finding), Option.match({ onNone: () => Effect.void, onSome: Output.writeLine })),
            }),
            finding.state !== "failed",
          )
        })

      yield* look("Node", node)
      yield* look("Terminal", terminal)
      if (yield* look("Settings", settings(chosen))) {
        const built = yield* Effect.exit(Layer.buildWithScope(Globals.api(chosen), scope))
        if (Exit.isFailure(built)) yield* look("Set-up", Effect.zipRight(built, Effect.succeed("")))
        else
          yield* Effect.provide(
            Effect.gen(function* () {
              if (!(yield* look("Host", host))) return
              if (!(yield* look("Private key", key))) return
              if (!(yield* look("Access", access))) return
              if (!(yield* look("API", reading))) return
              yield* look("Clock", clock)
            }),
            built.value,
          )
      }
      const first = findings.find(({ state }) => state === "failed")
      if (first !== undefined)
        return yield* new Unwell({
          message: `${first.name.toLowerCase()}: ${first.detail}`,
          hint: first.next ?? "see above",
          exitCode: first.code,
        })
    }),
  ),
)

const render = ({ detail, name, next, state }: Check.Finding) =>
  `${state.padEnd(8)} ${name.padEnd(12)} ${detail}\n${next === undefined || state === "ok" ? "" : `${" ".repeat(22)}${next}\n`}`

const node = Effect.sync(() => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  return major > 20 || (major === 20 && minor >= 19)
    ? `${process.version} on ${process.platform}`
    : { warning: `${process.version} is older than what this was made for`, next: "install Node 20.19 or newer" }
})

const terminal = Effect.sync(() => {
  const { colour, columns, rows, terminal } = Screen.current()
  return terminal ? `${columns} x ${rows}, ${colour ? "colour" : "no colour"}` : "none: output is for a program"
})

const settings = (chosen: Globals.Chosen) =>
  Effect.map(Sources.resolve(process.env, chosen.profile), ({ profile }) =>
    Option.match(profile, {
      onNone: () => "from environment variables",
      onSome: (name) => `from the profile "${name}"`,
    }),
  )

const host = Effect.flatMap(AmiliConfig, ({ baseUrl }) => {
  const { hostname, protocol } = new URL(baseUrl)
  return Effect.tryPromise({
    try: () => lookup(hostname.replace(/^\[|\]$/g, "")),
    catch: () =>
      new NoSuchHost({
        message: `no address is known for ${hostname}`,
        hint: "check the name and the network",
        exitCode: 5,
      }),
  }).pipe(Effect.map(({ address }) => `${hostname} is ${address}${protocol === "http:" ? ", without TLS" : ""}`))
})

const key = Effect.flatMap(Credentials, (credential) =>
  credential._tag === "ApiCode"
    ? Effect.map(
        PrivateKey.fromPem(credential.privateKey, credential.algorithm),
        ({ algorithm }) => `usable, signs ${algorithm}`,
      )
    : Effect.succeed("none is needed"),
)

const access = Effect.flatMap(AuthTokenProvider, (auth) => Effect.as(auth.getValidToken(), "granted"))

const reading = Effect.flatMap(Cases, (cases) =>
  Effect.map(cases.count(), (count): string | Check.Warning =>
    count > 0
      ? `${count} cases can be read`
      : { warning: "these credentials may read no case at all", next: "ask Amili which creditors they are for" },
  ),
)

const clock = Effect.gen(function* () {
  const api = yield* AmiliClient
  const server = yield* api.serverTime
  const apart = Duration.toSeconds(DateTime.distanceDuration(server, yield* DateTime.now))
  return apart <= 60
    ? `within ${Math.ceil(apart)} s of the server's`
    : { warning: `${Math.round(apart)} s from the server's`, next: "set the clock: tokens are signed for ten minutes" }
})

export const doctor = Runnable.make(command, {
  details: ["Each line is one check. What is wrong comes with what to do about it, and decides the exit code."],
  examples: [{ command: "amili doctor", effect: "is everything as it should be?" }],
})
