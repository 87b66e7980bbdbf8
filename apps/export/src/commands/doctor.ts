/** `amili-export doctor`: whether an export would work, looked at before it is needed. */
import * as Doctor from "@amili-cases/app-kit/doctor/Doctor"
import * as Node from "@amili-cases/app-kit/doctor/Node"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import * as Exports from "@amili-cases/operations/doctor/Exports"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Layers from "../Layers.ts"
import { ownerOf } from "../setup/chosen.ts"
import * as options from "../setup/options.ts"

const command = Command.make(
  "doctor",
  { out: options.out, journal: options.journal, profile: options.profile, json: options.json, ...Projection.options },
  (given) =>
    Effect.scoped(
      Effect.flatMap(Projection.asked(given), (writer) =>
        Doctor.examine(Option.match(writer, { onNone: () => Doctor.asText, onSome: ({ line }) => line }), (look) =>
          Effect.gen(function* () {
            yield* look("Node", Node.check)
            yield* look("Terminal", Doctor.terminal)
            yield* Exports.examine(look, ownerOf(given), Layers.api(given.profile))
          }),
        ),
      ),
    ),
)

export const doctor = Runnable.make(command, {
  details: [
    "Each line is one check: Node, the terminal, the settings, the folder, the journal and whether it is the one that was used last, files that it does not know, the schedule, the host's address and certificate, the private key, access, what can be read, and the clock. What is wrong comes with what to do about it, and decides the exit code.",
  ],
  examples: [{ command: "amili-export doctor --out exports", effect: "would an export work?" }],
})
