/** Vouchers and questions of the profile of the page, a page at a time. */
import { createHash } from "node:crypto"
import { VoucherDecisions } from "@amili-cases/accounting/vouchers/journal/Decisions"
import * as KnownJournal from "@amili-cases/operations/journal/KnownJournal"
import { list, type Listed } from "@amili-cases/operations/vouchers/list"
import * as Effect from "effect/Effect"
import { owner } from "../../profile/Owner.ts"

/** All of them; none where there is no journal yet. */
export const all = Effect.gen(function* () {
  return yield* KnownJournal.inside(yield* owner, ({ profile }) => list(profile))
}).pipe(Effect.catchTag("NotThere", () => Effect.succeed([])))

/** What waits for a decision. */
export const questions = Effect.gen(function* () {
  return yield* KnownJournal.inside(yield* owner, ({ profile }) =>
    Effect.flatMap(VoucherDecisions, (decisions) => decisions.questions(profile)),
  )
})

/** Names the drafts that somebody has seen: others have another. */
export const seal = (rows: ReadonlyArray<Listed>): string =>
  createHash("sha256")
    .update(
      rows
        .filter(({ state }) => state === "draft")
        .map(({ number }) => number)
        .join("\n"),
    )
    .digest("hex")

const pageSize = 50

/** The rows after the one with the number `after`, or before `before`; from the first where that one is gone. */
export const pageOf = (
  rows: ReadonlyArray<Listed>,
  { after, before }: { readonly after?: string | undefined; readonly before?: string | undefined },
) => {
  const at = rows.findIndex(({ number }) => number === (before ?? after))
  const start = at === -1 ? 0 : before === undefined ? at + 1 : Math.max(0, at - pageSize)
  const page = rows.slice(start, start + pageSize)
  return {
    page,
    previous: start === 0 ? undefined : page[0]?.number,
    next: start + pageSize < rows.length ? page.at(-1)?.number : undefined,
  }
}
