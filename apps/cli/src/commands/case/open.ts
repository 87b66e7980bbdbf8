/** `amili case open`: every case that is not closed. */
import * as Runnable from "@amili-cases/app-kit/Runnable"
import { Cases } from "@amili-cases/core/Cases"
import { Command } from "@effect/cli"
import { Effect } from "effect"
import * as CaseColumns from "../../CaseColumns.ts"
import * as CaseFields from "../../CaseFields.ts"
import * as CaseList from "../../CaseList.ts"
import * as Globals from "../../Globals.ts"

const command = Command.make("open", CaseList.options, (chosen) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const projection = CaseFields.ofRow(chosen.debtor)
    yield* CaseList.show(chosen, {
      columns: CaseColumns.open(chosen.debtor),
      what: "open cases",
      all: (reading) => cases.open({}, { ...reading, projection }),
      newest: (pageSize) =>
        cases.page({ filter: { where: { closed: null } }, sort: ["-createdAt"], pageSize, projection }),
    })
  }),
).pipe(Globals.provideApi)

export const open = Runnable.make(command, {
  details: [
    "Always asked from the API, never from a cache. On a terminal the newest that fit on one screen, newest first; --all shows every one. Piped, always every one, tab-separated, in no particular order.",
  ],
  examples: [
    { command: "amili case open", effect: "the newest open cases" },
    { command: "amili case open --all | wc -l", effect: "how many are open" },
    { command: "amili case open --json", effect: "for a program: one JSON document a line" },
  ],
})
