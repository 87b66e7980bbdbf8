/** What both doctors look at: from the program that runs to the cases that can be read, in the order in which it is needed. */
import process from "node:process"
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import type { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { AuthTokenProvider } from "@amili-cases/core/AuthTokenProvider"
import { Cases } from "@amili-cases/core/Cases"
import { Credentials } from "@amili-cases/core/Credentials"
import * as PrivateKey from "@amili-cases/core/PrivateKey"
import type * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import * as Check from "./Check.ts"
import * as Host from "./Host.ts"
import * as Output from "../terminal/Output.ts"
import * as Wording from "../terminal/Wording.ts"
import * as Screen from "../terminal/Screen.ts"

/** A check has failed. */
class CheckFailed extends Data.TaggedError("CheckFailed")<{
  readonly message: string
  readonly hint: string
  readonly exitCode: number
}> {}

/** Makes one check and reports it; false where later checks would make no sense. */
export type Look<LE = never> = <E, R>(
  name: string,
  check: Effect.Effect<string | Check.Warning, E, R>,
) => Effect.Effect<boolean, Output.OutputFailed | LE, R>

/** What a finding looks like; none where there is nothing to say of it. */
export type Line<E> = (finding: Check.Finding) => Effect.Effect<Option.Option<string>, E>

export const asText: Line<never> = (finding) => Effect.succeedSome(render(finding))

/** Runs the checks and reports each as it is made; fails with the exit code of the first that failed. */
export const examine = <E, R, LE>(
  line: Line<LE>,
  checks: (look: Look<LE>) => Effect.Effect<unknown, E, R>,
): Effect.Effect<void, E | CheckFailed, R> =>
  Effect.gen(function* () {
    const findings: Array<Check.Finding> = []
    yield* checks((name, check) =>
      Effect.flatMap(Check.make(name, check), (finding) => {
        findings.push(finding)
        return Effect.flatMap(line(finding), (text) =>
          Effect.as(
            Option.match(text, { onNone: () => Effect.void, onSome: Output.writeLine }),
            finding.state !== "failed",
          ),
        )
      }),
    )
    const first = findings.find(({ state }) => state === "failed")
    if (first !== undefined)
      return yield* new CheckFailed({
        message: `${first.name.toLowerCase()}: ${first.detail}`,
        hint: first.next ?? "see above",
        exitCode: first.code,
      })
  })

/** What is found and what to do, beside the name of the check. */
const render = ({ detail, name, next, state }: Check.Finding) => {
  const { columns, terminal } = Screen.current()
  const texts = next === undefined || state === "ok" ? [detail] : [detail, Wording.withNpx(next)]
  const lines = texts.flatMap((text) => Wording.fit(text, terminal ? columns - margin : undefined).split("\n"))
  const heading = `${state.padEnd(8)} ${name}`.padEnd(margin)
  return lines.map((line, index) => `${index === 0 ? heading : " ".repeat(margin)}${line}`).join("\n")
}

const margin = 22

export const node = Effect.sync(() => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  return major > 20 || (major === 20 && minor >= 19)
    ? `${process.version} on ${process.platform}`
    : { warning: `${process.version} is older than what this was made for`, next: "install Node 20.19 or newer" }
})

export const terminal = Effect.sync(() => {
  const { colour, columns, rows, terminal } = Screen.current()
  return terminal ? `${columns} x ${rows}, ${colour ? "colour" : "no colour"}` : "none: output is for a program"
})

/** Everything that needs the API, each only when the one before it is well. */
export const connection = <E, R, LE>(
  look: Look<LE>,
  api: Layer.Layer<AmiliConfig | Credentials | AuthTokenProvider | AmiliClient | Cases, E, R>,
): Effect.Effect<void, Output.OutputFailed | LE, R | Scope.Scope | FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const built = yield* Effect.exit(Layer.buildWithScope(api, yield* Effect.scope))
    if (Exit.isFailure(built)) return yield* look("Set-up", Effect.zipRight(built, Effect.succeed("")))
    yield* Effect.provide(
      Effect.gen(function* () {
        if (!(yield* look("Host", Host.check))) return
        if (!(yield* look("Private key", key))) return
        if (!(yield* look("Access", access))) return
        if (!(yield* look("API", reading))) return
        yield* look("Clock", clock)
      }),
      built.value,
    )
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
      ? `${count} ${count === 1 ? "case" : "cases"} can be read`
      : { warning: "these credentials may read no case at all", next: "ask Amili which creditors they are for" },
  ),
)

const clock = Effect.gen(function* () {
  const api = yield* AmiliClient
  const server = yield* api.serverTime
  const apart = Duration.toSeconds(DateTime.distanceDuration(server, yield* DateTime.now))
  return apart <= 60
    ? `within ${Math.ceil(apart)} s of the server's`
    : {
        warning: `${apart < 86_400 ? `${Math.round(apart)} s` : `${Math.round(apart / 86_400)} days`} from the server's`,
        next: "set the clock: tokens are signed for ten minutes",
      }
})
