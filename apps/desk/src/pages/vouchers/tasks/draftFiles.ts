/** Workbooks of drafts. They are outside the journal: which there are, the folder says. */
import * as JournalLocation from "@amili-cases/operations/profile/JournalLocation"
import { Folder } from "@amili-cases/export-engine/run/Folder"
import * as Naming from "@amili-cases/export-engine/run/Naming"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as Effect from "effect/Effect"
import * as Sent from "../../../files/sent.ts"
import { words } from "../../../files/words.ts"
import * as Addresses from "../../../layout/addresses.ts"
import { owner } from "../../../profile/Owner.ts"
import { Refused } from "../../../server/Refused.ts"

const unknown = new Refused({ status: 404, message: words.unknown, hint: words.unknownHint })

export const addressOf = (profile: string, name: string): string =>
  Addresses.of(profile, `/vouchers/drafts/${encodeURIComponent(name)}`)

/** The names of those of the profile, the newest first. */
export const workbooks = Effect.gen(function* () {
  const { out, profile } = yield* JournalLocation.locate(yield* owner)
  const names = yield* (yield* Folder).list(out)
  const isDraft = (name: string) =>
    Naming.isOf(name, profile, "vouchers") && name.startsWith(`${Naming.stem(profile, "vouchers")}-draft-`)
  return names
    .filter((name) => isDraft(name) && name.endsWith(".xlsx"))
    .toSorted()
    .toReversed()
}).pipe(Effect.provide(Folder.Default))

/** One of them: a name is looked up among those that there are. */
export const send = Effect.gen(function* () {
  const { name: wanted } = yield* HttpRouter.params
  const name = (yield* workbooks).find((one) => one === wanted)
  if (name === undefined) return yield* unknown
  const { out } = yield* JournalLocation.locate(yield* owner)
  return yield* Effect.flatMap(Folder, (folders) => Sent.file(folders.final(out, name), name)).pipe(
    Effect.provide(Folder.Default),
  )
})
