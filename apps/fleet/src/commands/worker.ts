/** `amili-fleet worker`: runs what is due. */
import { hostname } from "node:os"
import process from "node:process"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Layers from "../Layers.ts"
import { version } from "../Version.ts"
import { withJsonLines } from "../worker/jsonLog.ts"
import * as Worker from "../worker/Worker.ts"
import * as options from "./options.ts"

const address = Options.text("address").pipe(
  Options.withPseudoName("host:port"),
  Options.withDescription("where other workers reach this one (default: 127.0.0.1:34431, for workers on one machine)"),
  Options.withDefault("127.0.0.1:34431"),
)

const listen = Options.text("listen").pipe(
  Options.withPseudoName("host"),
  Options.withDescription("address to listen on where it is another one, such as 0.0.0.0"),
  Options.optional,
)

const name = Options.text("name").pipe(
  Options.withDescription("what the worker is called in status and drain (default: host and port)"),
  Options.optional,
)

const command = Command.make("worker", { address, listen, name, lanes: options.lanes }, (given) =>
  Effect.gen(function* () {
    const [, host, digits] = /^(.+):(\d{1,5})$/.exec(given.address) ?? []
    const port = Number(digits)
    if (host === undefined || port < 1 || port > 65_535) {
      return yield* new UsageError({
        message: `--address: "${given.address}" is not HOST:PORT`,
        hint: "write it like 10.0.0.5:34431",
      })
    }
    const called = Option.getOrElse(given.name, () => `${hostname()}-${port}`)
    yield* Worker.run(
      {
        name: called,
        host: hostname(),
        pid: process.pid,
        address: given.address,
        lanes: given.lanes,
        version,
        tool: Layers.tool,
        http: Layers.http,
      },
      Layers.engine({ host, port, listen: Option.getOrElse(given.listen, () => host) }),
    ).pipe(Effect.provide(Layers.telemetry(called)))
  }).pipe(withJsonLines),
)

export const worker = Runnable.make(command, {
  details: [
    "Runs until it is drained (amili-fleet drain), which ends it with 0, or stopped. What it was doing when it is killed is taken over by another worker within 15 seconds, and is exported once.",
    "Where work is due and nothing moves for two minutes it ends with 1, so that its supervisor starts it again.",
  ],
  traced: false,
  examples: [
    {
      command: "amili-fleet worker --address 10.0.0.5:34431 --listen 0.0.0.0",
      effect: "a worker that others on the network reach",
    },
  ],
})
