/** `amili-fleet doctor`: the database, the clocks, the workers and the folders. */
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Command from "@effect/cli/Command"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import { folderProblem } from "../doctor/folder.ts"
import { Profiles } from "../store/Profiles.ts"
import { FleetStatus } from "../store/Status.ts"
import * as Store from "../store/Store.ts"
import { Workers } from "../store/Workers.ts"
import { reachable } from "../worker/reach.ts"

class Problems extends Data.TaggedError("Problems")<{ readonly message: string; readonly hint: string }> {}

const command = Command.make("doctor", {}, () =>
  Effect.gen(function* () {
    const found: Array<string> = []
    const ahead = yield* Effect.flatMap(Workers, (workers) => workers.ahead)
    if (Math.abs(ahead) > 5)
      found.push(`clock\tthis machine is ${Math.round(ahead)} seconds ahead of the database: set both by a time server`)
    const { mistakes, profiles } = yield* Effect.flatMap(Profiles, (table) => table.all)
    found.push(...mistakes.map((mistake) => `profiles\t${mistake}`))
    const { workers } = yield* Effect.flatMap(FleetStatus, (status) => status.now)
    if (!workers.some(({ silent }) => silent < 15))
      found.push("workers\tnone is there: start one with amili-fleet worker")
    for (const { address, name, silent } of workers) {
      if (silent > 15) found.push(`worker ${name}\tsilent for ${Math.round(silent)} seconds: start it again`)
      else if (!(yield* reachable(address)))
        found.push(`worker ${name}\tcannot be reached at ${address} from here: check --address and the firewall`)
    }
    for (const folder of new Set(profiles.map((profile) => profile.folder))) {
      const problem = yield* folderProblem(folder)
      if (problem !== undefined) found.push(`folder\t${folder}: ${problem}`)
    }
    for (const line of found) yield* Output.writeLine(line)
    if (found.length > 0) return yield* new Problems({ message: `${found.length} problems`, hint: "see above" })
    yield* Output.note(`all is well: ${profiles.length} profiles, ${workers.length} workers`)
  }).pipe(Effect.provide(Store.layer)),
)

export const doctor = Runnable.make(command, {
  details: [
    "Of each folder it checks what exports rely on: that a file is made once, that a second name is refused where one is taken, and that files and folders can be flushed.",
  ],
  traced: false,
  examples: [{ command: "amili-fleet doctor", effect: "a line for each problem, and what to do" }],
})
