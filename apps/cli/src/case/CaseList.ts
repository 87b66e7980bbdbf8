/** What the lists of cases share: which ones, in what order, how many, and how they look. */
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Progress from "@amili-cases/app-kit/terminal/Progress"
import * as Rows from "@amili-cases/app-kit/documents/Rows"
import * as Screen from "@amili-cases/app-kit/terminal/Screen"
import * as Values from "@amili-cases/app-kit/command/Values"
import { both } from "@amili-cases/core/CaseSelection"
import type { Case } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import type { CaseFilter } from "@amili-cases/core/Cases"
import type { Filter } from "@amili-cases/core/Query"
import type { Page, ReadError } from "@amili-cases/core/Reader"
import * as Options from "@effect/cli/Options"
import * as Arr from "effect/Array"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import * as CaseFields from "./CaseFields.ts"
import * as CaseOrder from "./CaseOrder.ts"
import * as CaseRows from "./CaseRows.ts"
import * as CaseSelection from "./CaseSelection.ts"
import type { Kind } from "./CaseColumns.ts"
import * as Unreadable from "../Unreadable.ts"

export const options = {
  ...CaseSelection.options,
  sort: Options.text("sort").pipe(
    Options.withPseudoName("names"),
    Options.optional,
    Options.withDescription(`by ${CaseOrder.names.join(", ")}; -remaining for the largest first`),
  ),
  limit: Values.whole("limit", 1, 1_000_000).pipe(
    Options.optional,
    Options.withDescription("at most so many, the newest unless sorted otherwise"),
  ),
  all: Options.boolean("all").pipe(
    Options.withDescription("on a terminal too, every case instead of one screen (piped, it is always every case)"),
  ),
  ...CaseRows.options,
}

export interface Chosen extends CaseSelection.Chosen, CaseRows.Chosen {
  readonly sort: Option.Option<string>
  readonly limit: Option.Option<number>
  readonly all: boolean
}

export interface List {
  readonly kind: Kind
  /** Such as "open cases". */
  readonly what: string
  /** What makes a case one of this list. */
  readonly base: Filter<Case>
  /** What the command's own options narrow it to. */
  readonly where: Filter<Case>
  /** Every case of this list (`base` is its own business), as it comes. */
  readonly walk: (cases: Cases, filter: CaseFilter, reading: Reading) => Stream.Stream<Case, ReadError>
  /** The order of a list that nobody sorted: the newest first. */
  readonly newest: string
}

export type Reading = Unreadable.Unreadable["options"] & { readonly projection: ReturnType<typeof CaseFields.ofRow> }

/** Shows the list, once the options are known to be right. A list with nothing in it is no failure: a note says so. */
export const prepare = (chosen: Chosen, list: List) =>
  Effect.gen(function* () {
    const shape = yield* CaseRows.shapeOf(chosen, list.kind)
    const order = yield* CaseOrder.parse(Option.getOrElse(chosen.sort, () => list.newest))
    return show(chosen, list, shape, order)
  })

const show = (chosen: Chosen, list: List, shape: Rows.Shape<Case>, order: CaseOrder.CaseOrder) =>
  Effect.gen(function* () {
    const cases = yield* Cases
    const unreadable = yield* Unreadable.make()
    const narrowed = both([list.where, yield* CaseSelection.filterOf(chosen)])
    const where = both([list.base, narrowed])
    const projection = CaseFields.ofRow(chosen.debtor)
    const everything = list
      .walk(cases, { where: narrowed }, { ...unreadable.options, projection })
      .pipe(Progress.counted(list.what, Effect.option(cases.count({ where }))))
    const count = countOf(chosen, shape, list.kind)

    const page = yield* Effect.transposeMapOption(
      Option.filter(count, (rows) => rows <= 100),
      (pageSize) => cases.page({ filter: { where }, sort: order.paths, pageSize, projection }),
    )
    if (Option.isSome(page) && isWhole(page.value, count)) {
      yield* Effect.forEach(page.value.malformed, unreadable.options.onMalformed, { discard: true })
      yield* Rows.write(Stream.fromIterable(page.value.rows), shape)
      yield* noteFor(page.value, list.what, chosen)
    } else {
      const rows = Option.isSome(count) || Option.isSome(chosen.sort) ? sorted(everything, order, count) : everything
      if ((yield* Rows.write(rows, shape)) === 0) yield* Output.note(`no ${list.what}`)
    }
    yield* unreadable.refuse
  })

/** How many rows are wanted; on a terminal as many as fit, since the header, the note and the prompt take a line each. */
const countOf = ({ all, limit }: Chosen, { format }: Rows.Shape<Case>, kind: Kind): Option.Option<number> =>
  Option.orElse(limit, () =>
    format === "table" && !all ? Option.some(Math.min(100, Screen.current().rows - besides(kind))) : Option.none(),
  )

/** Lines for the header, the note and the prompt; a list of closed cases may have a second note. */
const besides = (kind: Kind) => (kind === "closed" ? 4 : 3)

/** A server may grant smaller pages than are asked for. */
const isWhole = ({ pageSize, rows, total }: Page<Case>, count: Option.Option<number>) =>
  Option.contains(count, rows.length) || rows.length < pageSize || rows.length === total

/** All rows have to be held for this: sorting needs the last one before it can show the first. */
const sorted = <R>(
  rows: Stream.Stream<Case, ReadError, R>,
  { order }: CaseOrder.CaseOrder,
  count: Option.Option<number>,
) =>
  Stream.unwrap(
    Effect.map(Stream.runCollect(rows), (all) => {
      const ordered = Arr.sort(Chunk.toReadonlyArray(all), order)
      return Stream.fromIterable(Option.match(count, { onNone: () => ordered, onSome: (n) => Arr.take(ordered, n) }))
    }),
  )

const noteFor = ({ rows, total }: Page<Case>, what: string, { limit, sort }: Chosen) => {
  if (rows.length === 0) return Output.note(`no ${what}`)
  if (total === rows.length || Option.isSome(limit)) return Effect.void
  const which = Option.isSome(sort) ? "first" : "newest"
  return Output.note(
    `the ${which} ${rows.length}${total === undefined ? "" : ` of ${total}`} ${what}; --all shows every one`,
  )
}
