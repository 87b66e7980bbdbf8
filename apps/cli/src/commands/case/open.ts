/** `amili case open`: every case that is not closed. */
import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { both } from "@amili-cases/core/CaseSelection"
import * as Command from "@effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as CaseList from "../../case/CaseList.ts"
import * as Globals from "../../Globals.ts"

const options = {
  ...Dates.options("created on this day or later", "created before this day begins"),
  ...CaseList.options,
}

const command = Command.make("open", options, (chosen) =>
  Globals.connected(
    chosen,
    Effect.gen(function* () {
      const { since, until } = chosen
      yield* Dates.ordered(chosen)
      return yield* CaseList.prepare(chosen, {
        kind: "open",
        what: "open cases",
        newest: "-created",
        base: { closed: null },
        walk: (cases, filter, reading) => cases.open(filter, reading),
        where: both([
          ...Option.toArray(Option.map(since, ($gte) => ({ createdAt: { $gte } }))),
          ...Option.toArray(Option.map(until, ($lt) => ({ createdAt: { $lt } }))),
        ]),
      })
    }),
  ),
)

export const open = Runnable.make(command, {
  details: [
    "Always asked from the API, never from a cache. On a terminal the newest that fit on one screen; --all shows every one. Piped, always every one, tab-separated, in no particular order unless sorted.",
  ],
  examples: [
    { command: "amili case open", effect: "the newest open cases" },
    { command: "amili case open --all | wc -l", effect: "how many are open" },
    {
      command: "amili case open --state dispute,enforcement --sort -remaining --limit 10",
      effect: "the ten largest of these",
    },
    {
      command: "amili case open --min-age 90 --min 1000 --csv --fields id,invoice,remaining",
      effect: "old and large ones, for a program",
    },
    { command: "amili case open --json", effect: "one JSON document a line" },
    {
      command: `amili case open --limit 5 --query "{id: id, left: remainingCapital}"`,
      effect: "what you choose of it",
    },
    {
      command: "amili case open --limit 5 --template '{{id}} {{remainingCapital | money}}'",
      effect: "as you write it",
    },
  ],
})
