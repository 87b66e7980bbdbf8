import * as Dates from "@amili-cases/app-kit/command/Dates"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as Explain from "@amili-cases/export-engine/evidence/Explain"
import * as Explained from "../output/explained.ts"
import { say } from "../output/say.ts"
import * as journal from "../setup/journal.ts"

const wanted = Args.text({ name: "case" }).pipe(
  Args.withDescription("id of a case, a payout line or a payout, invoice number or reference"),
)
const raw = Options.boolean("raw").pipe(Options.withDescription("also the raw documents, as the API sent them"))

const column = Rows.column<Explain.Explained>()
const columns = [
  column("case", ({ caseId }) => caseId),
  column("run", ({ dataset, serial }) => `${dataset} ${serial}`),
  column("begun", ({ at }) => Dates.shownIso(at), { document: ({ at }) => at }),
  column("what", ({ what }) => what),
  column("detail", ({ detail }) => Dates.shownIn(detail), { least: 20, document: ({ detail }) => detail }),
  column("raw-document", ({ archive, document }) => (document === undefined ? "not there" : archive), {
    rank: 1,
    header: "RAW DOCUMENT",
  }),
]

const options = { ...journal.place, ...Rows.options, fields: Rows.fields(columns), raw, wanted }

const command = Command.make("explain", options, (given) =>
  Effect.gen(function* () {
    const document = ({ document, ...said }: Explain.Explained) => (given.raw ? { ...said, document } : said)
    const shape = yield* Rows.shapeOf({ columns, document }, given)
    if (given.raw && (given.csv || Option.isSome(given.fields)))
      return yield* new UsageError({
        message: `--raw and ${given.csv ? "--csv" : "--fields"} exclude each other`,
        hint: "--raw --json has the raw documents too",
      })
    return yield* journal.inside(given, ({ out, profile }) =>
      Effect.gen(function* () {
        const said = yield* Explain.explain(profile, out, given.wanted)
        if (said.length === 0)
          return yield* say({
            en: `no run has said anything about ${given.wanted}`,
            sv: `ingen körning har sagt något om ${given.wanted}`,
          })
        if (shape.format === "table" && Option.isNone(given.fields))
          yield* Output.write(
            Explained.lines(said)
              .map((line) => `${line}\n`)
              .join(""),
          )
        else yield* Rows.write(Stream.fromIterable(said), shape)
        if (!given.raw || shape.format === "json") return
        for (const { document } of said) if (document !== undefined) yield* Output.writeLine(document)
      }),
    )
  }),
)

export const explain = Runnable.make(command, {
  details: [
    "Every run and row that a case was in, oldest first, and the archive that holds the document it was made of. A case id, an invoice number or a reference finds the payout lines of the case too.",
  ],
  examples: [
    { command: "amili-export explain INV-2025-003 --out exports", effect: "what was exported about an invoice" },
    {
      command: "amili-export explain 6867da7788b9226bb78d716c --raw --out exports",
      effect: "down to the raw documents",
    },
  ],
})
