/** `amili case show`: how cases stand, looked up by id, invoice number or reference. */
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Values from "@amili-cases/app-kit/command/Values"
import type { NotFound } from "@amili-cases/core/ApiError"
import type { Case } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import type { ReadError } from "@amili-cases/core/Reader"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as CaseDetail from "../../case/CaseDetail.ts"
import * as CaseFields from "../../case/CaseFields.ts"
import * as CaseRows from "../../case/CaseRows.ts"
import * as Globals from "../../Globals.ts"
import * as Lookup from "../../case/Lookup.ts"
import * as Unreadable from "../../Unreadable.ts"
import * as Watch from "../../case/Watch.ts"

const options = {
  ids: Args.text({ name: "id" }).pipe(
    Args.repeated,
    Args.withDescription("ids of cases, 24 hex digits each; - reads them from stdin, one a line"),
  ),
  invoice: Options.text("invoice").pipe(
    Options.withPseudoName("number"),
    Options.repeated,
    Options.withDescription("the cases with this invoice number; may stand several times"),
  ),
  reference: Options.text("reference").pipe(
    Options.withPseudoName("number"),
    Options.repeated,
    Options.withDescription("the cases with this reference number; may stand several times"),
  ),
  watch: Options.boolean("watch").pipe(
    Options.withDescription("follow one case: show it again whenever it has changed, until it is closed"),
  ),
  every: Values.whole("every", 1, 86_400).pipe(
    Options.withPseudoName("seconds"),
    Options.withDefault(30),
    Options.withDescription("seconds between two looks with --watch (default 30)"),
  ),
  ...CaseRows.options,
}

const command = Command.make("show", options, ({ debtor, ...wanted }) =>
  Globals.connected(
    wanted,
    Effect.gen(function* () {
      if (wanted.ids.length + wanted.invoice.length + wanted.reference.length === 0)
        return yield* new UsageError({
          message: "which case? Give its id, --invoice or --reference",
          hint: "amili case open lists the ids",
        })
      const ids = yield* Lookup.readIds(wanted.ids)
      const unreadable = yield* Unreadable.make()
      const missing = yield* Lookup.missing
      const found: Stream.Stream<Case, ReadError | NotFound | UsageError, Cases> = wanted.watch
        ? yield* watched(wanted, debtor)
        : lookedUp(wanted, Lookup.byId(ids, debtor, missing, unreadable), Lookup.byNumber(wanted, debtor, unreadable))
      const shape = yield* CaseRows.shapeOf({ debtor, ...wanted }, "either")
      const writing = Option.isNone(wanted.fields)
        ? written(found, shape)
        : Rows.write(found, streamed(shape, wanted.watch))
      return Effect.zipRight(writing, Effect.zipRight(missing.refuse, unreadable.refuse))
    }),
  ),
)
/** Those with ids first. */
const lookedUp = <A, E, R, E2, R2>(
  { ids, invoice, reference }: Wanted,
  byId: Stream.Stream<A, E, R>,
  byNumber: Stream.Stream<A, E2, R2>,
): Stream.Stream<A, E | E2, R | R2> => {
  if (invoice.length + reference.length === 0) return byId
  return ids.length === 0 ? byNumber : Stream.concat(byId, byNumber)
}

/** Each case as a block of its own; rows where a program reads them. */
const written = (found: Stream.Stream<Case, ReadError | NotFound | UsageError, Cases>, shape: Rows.Shape<Case>) =>
  shape.format === "table"
    ? Stream.zipWithIndex(Stream.map(found, (one) => CaseDetail.render(one, Screen.current()))).pipe(
        Stream.map(([block, index]) => (index === 0 ? block : `\n${block}`)),
        Stream.run(Output.lines),
      )
    : Rows.write(found, shape)

/** A table waits for rows to fit its columns to; who watches does not want to wait. */
const streamed = (shape: Rows.Shape<Case>, watch: boolean): Rows.Shape<Case> =>
  watch && shape.format === "table" ? { ...shape, format: "tabs" } : shape

interface Wanted extends Lookup.Numbers {
  readonly ids: ReadonlyArray<string>
}

interface Watched extends Wanted {
  readonly every: number
}

const watched = ({ every, ids, invoice, reference }: Watched, debtor: boolean) =>
  Effect.gen(function* () {
    const [only, ...more] = ids
    if (only === undefined || only === "-" || more.length + invoice.length + reference.length > 0)
      return yield* new UsageError({
        message: "--watch follows exactly one case",
        hint: "give its id and nothing else",
      })
    const id = yield* Lookup.readId(only)
    const look = Effect.flatMap(Cases, (cases) => cases.get(id, { projection: CaseFields.ofCase(debtor) }))
    return Watch.changes(look, Duration.seconds(every))
  })

export const show = Runnable.make(command, {
  details: [
    "Always asked from the API, never from a cache: what it shows is how the case stands now. An id that does not exist ends with exit code 1; a number that no case has is a note.",
  ],
  examples: [
    { command: "amili case show 6867da7788b9226bb78d716c", effect: "one case" },
    { command: "amili case show --invoice INV-2025-003 --json", effect: "by invoice number, for a program" },
    { command: "amili case open --fields id --state dispute | amili case show -", effect: "ids from another command" },
    { command: "amili case show 6867da7788b9226bb78d716c --debtor", effect: "with the debtor's name and numbers" },
  ],
})
