/** The creditors that an export is narrowed to. */
import type { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { Cases } from "@amili-cases/core/Cases"
import * as CreditorId from "@amili-cases/core/CreditorId"
import { Creditors } from "@amili-cases/core/Creditors"
import * as Effect from "effect/Effect"
import { refused } from "./refused.ts"

/** Ids in the right form. */
export const parse = (
  ids: ReadonlyArray<string> = [],
): Effect.Effect<ReadonlyArray<CreditorId.CreditorId>, UsageError> =>
  Effect.forEach(ids, (id) =>
    CreditorId.parse(id).pipe(
      Effect.mapError(() =>
        refused({
          setting: "creditors",
          from: "--creditor",
          problem: { en: `"${id}" is not an id`, sv: `"${id}" är inget id` },
          hint: {
            en: "use the creditor's 24 lower-case hex digits, as in the column creditor id",
            sv: "använd borgenärens id med 24 tecken (0-9 och a-f), som i kolumnen Borgenärens id",
          },
        }),
      ),
    ),
  )

/** Refuses ids that the API does not know: an export for a mistyped one would look as if there were nothing new. */
export const refuseUnknown = (creditors: ReadonlyArray<CreditorId.CreditorId>) =>
  Effect.forEach(
    creditors,
    (id) =>
      Effect.gen(function* () {
        const { rows } = yield* (yield* Cases).page({
          filter: { where: { creditorId: id } },
          projection: ["id"],
          pageSize: 1,
        })
        // A creditor may have no case yet.
        if (rows.length === 0) yield* Effect.catchTag((yield* Creditors).get(id), "NotFound", () => unknown(id))
      }),
    { discard: true },
  )

const unknown = (id: CreditorId.CreditorId) =>
  refused({
    setting: "creditors",
    from: "--creditor",
    problem: {
      en: `the API knows no creditor ${id}, or these credentials may not see it`,
      sv: `API:et har ingen borgenär ${id}, eller så får inloggningsuppgifterna inte se den`,
    },
    hint: {
      en: "list them with: amili api creditors --all",
      sv: "lista dem med: amili api creditors --all",
    },
  })
