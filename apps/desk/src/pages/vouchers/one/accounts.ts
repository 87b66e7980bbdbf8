/** Names of accounts, from the account map. */
import { namesIn } from "@amili-cases/accounting/vouchers/draft/DraftRun"
import * as Accounts from "@amili-cases/operations/vouchers/Accounts"
import * as Effect from "effect/Effect"
import { owner } from "../../../profile/Owner.ts"

/** No names where there is no map, or a wrong one: what was booked is shown without it too. */
export const namesOf = Effect.flatMap(owner, Accounts.read).pipe(
  Effect.map(({ map }) => namesIn(map).account),
  Effect.catchTag("MapProblem", () => Effect.succeed((): string => "")),
)
