/** The id of a payout, as it is typed. */
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import { PayoutId } from "@amili-cases/core/Payout"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** The API knows lower case only. */
export const read = (text: string): Effect.Effect<PayoutId, UsageError> =>
  Effect.mapError(
    Schema.decode(PayoutId)(text.trim().toLowerCase()),
    () =>
      new UsageError({
        message: `"${text}" is not a payout id, which is 24 hex digits`,
        hint: "amili payout list",
      }),
  )
