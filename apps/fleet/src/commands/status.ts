/** `amili-fleet status`: how the fleet stands. */
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import { FleetStatus, type Status } from "../store/Status.ts"
import * as Store from "../store/Store.ts"
import * as options from "./options.ts"

const watch = Options.boolean("watch").pipe(Options.withDescription("again every five seconds, until it is stopped"))

const command = Command.make("status", { json: options.json, watch }, (given) =>
  Effect.gen(function* () {
    const status = yield* FleetStatus
    const show = Effect.gen(function* () {
      const now = yield* status.now
      if (!given.json) return yield* Output.write(textOf(now))
      yield* Output.writeLine(JSON.stringify({ ...now, units: yield* status.profiles }))
    })
    yield* given.watch ? Effect.repeat(show, Schedule.spaced("5 seconds")) : show
  }).pipe(Effect.provide(Store.layer)),
)

const textOf = ({
  done,
  due,
  failed,
  needing,
  oldest,
  paused,
  perMinute,
  person,
  profiles,
  running,
  workers,
}: Status): string =>
  [
    `${profiles} profiles${paused ? ", paused" : ""}`,
    `due\t${due}${oldest === null ? "" : `\tthe oldest for ${Math.round(oldest)} seconds`}`,
    `running\t${running}`,
    `done\t${done} in 24 hours\t${perMinute} in the last minute`,
    `failed\t${failed}\ttried again by themselves`,
    `person\t${person}\t${person === 0 ? "" : "correct what they say, then amili-fleet retry"}`,
    ...workers.map(
      ({ address, draining, lanes, name, running: busy, silent }) =>
        `worker ${name}\t${busy} of ${lanes} lanes\t${address}\t${silent > 15 ? `silent for ${Math.round(silent)} seconds` : draining ? "draining" : "there"}`,
    ),
    ...needing.map(
      ({ dataset, hint, message, period, profile }) =>
        `${profile}\t${dataset} ${period}\t${message ?? ""}\t${hint ?? ""}`,
    ),
  ]
    .map((line) => `${line}\n`)
    .join("")

export const status = Runnable.make(command, {
  details: ["With --json there is also the last unit of each dataset of each profile."],
  traced: false,
  examples: [{ command: "amili-fleet status", effect: "what is due, running, done, and what needs a person" }],
})
