/** Settlement classes that a company has chosen itself for some close reasons: `prescribed=loss,deceased=loss`. */
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { Effect, Option, Schema } from "effect"
import type { Wish } from "./Choice.ts"

const decodeClass = Schema.decodeUnknownOption(SettlementClass.SettlementClass)

/** In order of the reasons, so that the same choice gives the same manifest. */
export const decode = (wish: Wish | undefined): Effect.Effect<SettlementClass.Overrides, UsageError> =>
  Effect.map(
    Effect.forEach(wish?.value.split(",") ?? [], (text) => {
      const [reason = "", name, ...more] = text.split("=").map((part) => part.trim())
      const found = reason === "" || more.length > 0 ? Option.none() : decodeClass(name)
      return Option.match(found, {
        onSome: (settlementClass) => Effect.succeed([reason, settlementClass] as const),
        onNone: () =>
          new UsageError({
            message: `${wish?.from}: "${text.trim()}" gives no reason its class`,
            hint: `write reason=class, such as prescribed=loss; classes: ${SettlementClass.all.join(", ")}`,
          }),
      })
    }),
    (pairs) => Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  )
