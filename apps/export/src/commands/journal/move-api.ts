import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Layers from "../../Layers.ts"
import * as MoveApi from "@amili-cases/accounting/cases/MoveApi"
import { say } from "../../output/say.ts"
import * as decision from "../../setup/decision.ts"
import * as journal from "../../setup/journal.ts"
import * as Confirm from "./confirm.ts"

const command = Command.make("move-api", { ...journal.place, yes: Confirm.yes, ...decision.options }, (given) =>
  journal.changing(given, ({ profile }) =>
    Effect.gen(function* () {
      const { baseUrl } = yield* AmiliConfig
      const move = yield* MoveApi.prepare(profile, baseUrl)
      if (move === undefined) {
        if (given.json) return yield* Output.writeLine(JSON.stringify({ profile, api: baseUrl, moved: false }))
        return yield* say({
          en: `the journal of profile "${profile}" is at ${baseUrl} already`,
          sv: `journalen för profilen "${profile}" hör redan till ${baseUrl}`,
        })
      }
      const { asked, found, from, to } = move
      if (!given.json) {
        yield* say({
          en: [
            `The journal of profile "${profile}" holds the cases of ${from}.`,
            `From now on it will be ${to}, which has ${found} of its ${asked} newest cases.`,
            "Runs go on with their numbers; the next one names both addresses in its manifest.",
          ].join("\n"),
          sv: [
            `Journalen för profilen "${profile}" har ärenden från ${from}.`,
            `Från och med nu blir det ${to}, som har ${found} av dess ${asked} senaste ärenden.`,
            "Körningarna behåller sina nummer; nästa anger båda adresserna i sitt manifest.",
          ].join("\n"),
        })
      }
      const decided = yield* decision.decisionOf(given)
      yield* Confirm.confirm(given, { en: "The API has moved there", sv: "API:et har flyttat dit" })
      yield* MoveApi.commit(profile, move, decided)
      if (given.json) return yield* Output.writeLine(JSON.stringify({ profile, api: to, moved: true, ...move }))
      yield* say({
        en: `the journal of profile "${profile}" belongs to ${to} from now on`,
        sv: `journalen för profilen "${profile}" hör från och med nu till ${to}`,
      })
    }).pipe(Effect.scoped, Effect.provide(Layers.run(given.profile))),
  ),
)

export const moveApi = Runnable.make(command, {
  details: [
    "The first export notes the address of the API, and later ones to another address are refused: the cases of two servers in one journal could not be told apart again. When the API itself gets another address, change that in the settings (amili auth login, AMILI_BASE_URL) and run this once.",
    "It asks the new address for the newest cases of the journal, and is refused unless most of them are there. A new key or a new api code of the same company needs nothing of this.",
  ],
  examples: [
    { command: "amili-export journal move-api --out exports", effect: "after the API has got another address" },
    {
      command: 'amili-export journal move-api --out exports --yes --by Anna --reason "new host name"',
      effect: "the same, in a script",
    },
  ],
})
