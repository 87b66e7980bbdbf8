/** Settlement classes that a company has chosen itself for some close reasons: `prescribed=loss,deceased=loss`. */
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as SettlementClass from "@amili-cases/core/SettlementClass"
import { Effect, Option, Schema } from "effect"
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
          new UsageError({
            message: `${setting?.from}: "${text.trim()}" gives no reason its class`,
            hint: `write reason=class, such as prescribed=loss; classes: ${SettlementClass.all.join(", ")}`,
          }),
      })
    }),
    (pairs) => Object.fromEntries(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))),
  )
