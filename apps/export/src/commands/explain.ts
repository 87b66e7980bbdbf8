import * as Output from "@amili-cases/app-kit/Output"
import * as Runnable from "@amili-cases/app-kit/Runnable"
import * as Screen from "@amili-cases/app-kit/Screen"
import { Args, Command, Options } from "@effect/cli"
import { Effect, Option } from "effect"
import * as Explain from "../run/Explain.ts"
import * as Explained from "./explained.ts"
import * as journal from "./journal.ts"
import * as Listing from "./listing.ts"

const wanted = Args.text({ name: "case" }).pipe(Args.withDescription("Case id, invoice number or reference."))
const raw = Options.boolean("raw").pipe(Options.withDescription("Also the raw documents, as the API sent them."))

const shape = (raw: boolean): Listing.Shape<Explain.Said> => ({
  columns: [
    { header: "Case", value: ({ caseId }) => caseId },
    { header: "Run", value: ({ dataset, serial }) => `${dataset} ${serial}` },
    { header: "Begun", value: ({ at }) => at },
    { header: "What", value: ({ what }) => what },
    { header: "Detail", least: 20, value: ({ detail }) => detail },
    {
      header: "Raw document",
      rank: 1,
      value: ({ archive, document }) => (document === undefined ? "not there" : (archive ?? "")),
    },
  ],
  document: ({ document, ...said }) => (raw ? { ...said, document } : said),
})

const command = Command.make("explain", { ...journal.place, query: Listing.query, raw, wanted }, (given) =>
  journal.inside(given, ({ out, profile }) =>
    Effect.gen(function* () {
      const said = yield* Explain.explain(profile, out, given.wanted)
      if (said.length === 0) return yield* Output.note(`no run has said anything about ${given.wanted}`)
      if (Screen.current().terminal && !given.json && Option.isNone(given.query))
        yield* Output.write(
          Explained.lines(said)
            .map((line) => `${line}\n`)
            .join(""),
        )
      else yield* Listing.write(shape(given.raw), said, given)
      if (!given.raw || given.json || Option.isSome(given.query)) return
      for (const { document } of said) if (document !== undefined) yield* Output.writeLine(document)
    }),
  ),
)

export const explain = Runnable.make(command, {
  details: [
    "Every run and row that a case was in, oldest first, and the archive that holds the document it was made of.",
  ],
  examples: [
    { command: "amili-export explain INV-2025-003 --out exports", effect: "what was exported about an invoice" },
    {
      command: "amili-export explain 6867da7788b9226bb78d716c --raw --out exports",
      effect: "down to the raw documents",
    },
  ],
})
