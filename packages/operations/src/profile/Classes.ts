/** Settlement classes that a company has chosen itself for some close reasons: `prescribed=loss,deceased=loss`. */
import { closest } from "@amili-cases/app-kit/command/suggest"
import { note } from "@amili-cases/export-engine/report/Notes"
import { Cases } from "@amili-cases/core/Cases"
import * as CloseReason from "@amili-cases/core/CloseReason"
import type { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { refused } from "./refused.ts"
import type { Setting } from "./Setting.ts"

const decodeClass = Schema.decodeUnknownOption(SettlementClass.SettlementClass)

/** In order of the reasons, so that the same choice gives the same manifest. */
export const decode = (setting: Setting | undefined): Effect.Effect<SettlementClass.Overrides, UsageError> =>
  Effect.map(
    Effect.forEach(setting?.value.split(",") ?? [], (text) => {
      const [reason = "", name, ...more] = text.split("=").map((part) => part.trim())
      const found = reason === "" || more.length > 0 ? Option.none() : decodeClass(name)
      return Option.match(found, {
        onSome: (settlementClass) => Effect.succeed([reason, settlementClass] as const),
        onNone: () =>
          refused({
            setting: "classes",
            from: setting?.from ?? "--class",
            problem: {
              en: `"${text.trim()}" gives no reason its class`,
              sv: `"${text.trim()}" ger ingen avslutsorsak en klass`,
            },
            hint: {
              en: `write reason=class, such as prescribed=loss; classes: ${SettlementClass.all.join(", ")}`,
              sv: `skriv orsak=klass, till exempel prescribed=loss; klasser: ${SettlementClass.all.join(", ")}`,
            },
          }),
      })
    }),
    (pairs) => Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  )

/** A note for each reason that the API's guide does not know and that no case was closed with: it may be mistyped. */
export const noteUnseen = (classes: SettlementClass.Overrides) =>
  Effect.forEach(
    Object.keys(classes).filter((reason) => !CloseReason.known.some((known) => known === reason)),
    (reason) =>
      Effect.gen(function* () {
        const where = { "closed.reason": CloseReason.of(reason) }
        const { rows } = yield* (yield* Cases).page({ filter: { where }, projection: ["id"], pageSize: 1 })
        if (rows.length > 0) return
        const meant = closest(reason, CloseReason.known)
        const unseen = `no case has been closed with the reason "${reason}"`
        const osett = `inget ärende har avslutats med orsaken "${reason}"`
        yield* note(
          meant === undefined
            ? { en: `${unseen}: check its spelling`, sv: `${osett}: kontrollera stavningen` }
            : { en: `${unseen}; is ${meant} meant?`, sv: `${osett}; menas ${meant}?` },
        )
        // A server may refuse to filter by reason.
      }).pipe(Effect.catchTag("RequestRefused", () => Effect.void)),
    { discard: true },
  )
