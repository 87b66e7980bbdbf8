/** The month that an address names, and how it stands. */
import * as Kept from "@amili-cases/accounting/reconcile/stand/kept"
import * as Month from "@amili-cases/accounting/reconcile/time/Month"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import * as Stand from "@amili-cases/operations/journal/Stand"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { owner } from "../../profile/Owner.ts"
import { Refused } from "../../server/Refused.ts"
import { words } from "../../server/words.ts"

const unknown = new Refused({ status: 404, message: words.notFound, hint: words.notFoundHint })

export const month = Effect.gen(function* () {
  const { month = "" } = yield* HttpRouter.params
  return yield* Option.match(Month.parse(month), { onNone: () => unknown, onSome: Effect.succeed })
})

/** Undefined where there is no journal yet, or none that knows the month. */
export const standOf = (name: string) =>
  Effect.gen(function* () {
    return yield* KnownJournal.inside(yield* owner, (place) =>
      Effect.gen(function* () {
        const found = yield* Stand.of(place, name)
        if (found === undefined) return undefined
        const summary = yield* Kept.summaryIn(found.archive)
        return summary === undefined ? undefined : { ...found, summary }
      }),
    )
  }).pipe(Effect.catchTag("NotThere", () => Effect.succeed(undefined)))

export type Standing = NonNullable<Effect.Effect.Success<ReturnType<typeof standOf>>>
