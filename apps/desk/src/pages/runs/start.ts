/** Starts an export as `amili-export` would. It goes on when the page is closed. */
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import type { Outcome } from "@amili-cases/export-engine/report/Outcome"
import * as Closed from "@amili-cases/operations/runs/Closed"
import * as Open from "@amili-cases/operations/runs/Open"
import * as Payouts from "@amili-cases/operations/runs/Payouts"
import type { Language } from "@amili-cases/sheets/Column"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Form from "../../forms/Form.ts"
import * as Given from "../../forms/Given.ts"
import { Once } from "../../forms/Once.ts"
import { Jobs } from "../../jobs/Jobs.ts"
import * as Addresses from "../../layout/addresses.ts"
import { tool } from "../../Layers.ts"
import * as Page from "../../layout/Page.ts"
import { connected } from "../../profile/Connections.ts"
import { owner } from "../../profile/Owner.ts"
import { Profile } from "../../profile/Profile.ts"
import { page } from "./list.ts"
import { outcome } from "./outcome.ts"
import { exporting } from "./words.ts"

const Started = Schema.Struct(Form.Started)
const OfMonth = Schema.Struct({
  ...Form.Started,
  month: Schema.optional(Schema.String.pipe(Schema.filter((text) => Option.isSome(Month.parse(text))))),
})

export const closed = Effect.gen(function* () {
  const sent = yield* Given.read(OfMonth)
  if (Either.isLeft(sent)) return yield* page(sent.left, 422)
  const month = Option.flatMap(Option.fromNullable(sent.right.month), Month.parse)
  const through = Option.map(month, ({ name, to }) => ({ name, end: DateTime.unsafeMake(Month.endOf(to)) }))
  const asked = { through: Option.getOrUndefined(through) }
  return yield* begin(
    "closed",
    sent.right.form,
    Effect.flatMap(owner, (owner) => Closed.prepare({ ...owner, tool, ...asked })),
    (prepared) => connected(Closed.run(prepared)),
  )
})

export const payouts = Effect.gen(function* () {
  const sent = yield* Given.read(Started)
  if (Either.isLeft(sent)) return yield* page(sent.left, 422)
  return yield* begin(
    "payouts",
    sent.right.form,
    Effect.flatMap(owner, (owner) => Payouts.prepare({ ...owner, tool })),
    (prepared) => connected(Payouts.run(prepared)),
  )
})

export const open = Effect.gen(function* () {
  const sent = yield* Given.read(Started)
  if (Either.isLeft(sent)) return yield* page(sent.left, 422)
  return yield* begin(
    "open",
    sent.right.form,
    Effect.flatMap(owner, (owner) => Open.prepare({ ...owner, tool })),
    (prepared) => connected(Open.run(prepared)),
  )
})

/** What is wrong with the settings is said before there is work; then the page shows how far it has come. */
const begin = <P, E, R, O extends Outcome, E2, R2>(
  dataset: keyof typeof exporting,
  form: string,
  prepare: Effect.Effect<P, E, R>,
  run: (prepared: P) => Effect.Effect<O, E2, R2>,
) =>
  Effect.gen(function* () {
    const { name } = yield* Profile
    const once = yield* Once
    return yield* once.run(
      form,
      Effect.gen(function* () {
        const work = run(yield* prepare)
        const shown = (result: O, language: Language) => outcome(result, name, language)
        yield* (yield* Jobs).start(name, { title: exporting[dataset], work, shown })
        return Page.seeOther(Addresses.of(name, "/runs"))
      }),
    )
  })
