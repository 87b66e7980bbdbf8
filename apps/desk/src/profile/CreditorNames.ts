/** The creditors whose cases a profile may see, for choosing one. Asked once in a while: names of companies seldom change. */
import { Creditors } from "@amili-cases/core/Creditors"
import * as Effect from "effect/Effect"
import type { Choice } from "../forms/fields.ts"

/** More than one may choose from: who they are is typed instead. */
const most = 100

export class CreditorNames extends Effect.Service<CreditorNames>()("desk/CreditorNames", {
  effect: Effect.gen(function* () {
    const creditors = yield* Creditors
    const asked = creditors
      .page({ sort: ["name"], pageSize: most, projection: ["name"] })
      .pipe(
        Effect.map(({ rows, total }): ReadonlyArray<Choice> =>
          (total ?? 0) > most ? [] : rows.map(({ id, name }) => ({ value: id, label: name ?? id })),
        ),
      )
    const [kept, forget] = yield* Effect.cachedInvalidateWithTTL(asked, "10 minutes")
    /** None where there are too many, or where the API does not say: then the name is typed. */
    const all: Effect.Effect<ReadonlyArray<Choice>> = Effect.catchAll(kept, () => Effect.as(forget, []))
    return { all }
  }),
}) {}
