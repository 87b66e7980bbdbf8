/** Whether an export would work, looked at before it is needed: each check has a name, what it found, and what to do. */
import * as Api from "@amili-cases/app-kit/doctor/Api"
import * as Check from "@amili-cases/app-kit/doctor/Check"
import { fileFailed } from "@amili-cases/export-engine/run/FileFailed"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Effect from "effect/Effect"
import type { Owner } from "../profile/Chosen.ts"
import * as JournalLocation from "../profile/JournalLocation.ts"
import * as journal from "./journal.ts"
import * as schedule from "./schedule.ts"

/** Makes the checks in their order. `owner` may fail: that is what the first check finds. */
export const examine = <LE, E, R, E2, R2>(
  look: Check.Look<LE>,
  owner: Effect.Effect<Owner, E, R>,
  api: journal.Api<E2, R2>,
) =>
  Effect.gen(function* () {
    if (yield* look("Settings", Effect.map(owner, settings))) {
      const chosen = yield* owner
      if (yield* Effect.isSuccess(JournalLocation.locate(chosen))) {
        if (yield* look("Folder", folder(chosen))) {
          yield* look("Journal", journal.runs(chosen, api))
          yield* look("Files", journal.files(chosen))
        }
      }
      yield* look("Schedule", schedule.check(chosen.profile.name))
    }
    yield* Api.examine(look, api)
  })

/** What all of them find, for those who do not tell each at once. */
export const findings = <E, R, E2, R2>(owner: Effect.Effect<Owner, E, R>, api: journal.Api<E2, R2>) =>
  Effect.suspend(() => {
    const found: Array<Check.Finding> = []
    const look: Check.Look = (name, check) =>
      Effect.map(Check.make(name, check), (finding) => {
        found.push(finding)
        return finding.state !== "failed"
      })
    return Effect.as(Effect.scoped(examine(look, owner, api)), found)
  })

const settings = ({ profile: { name, settings } }: Owner) =>
  settings === undefined
    ? { warning: `nothing is set up for the profile "${name}"`, next: "amili-export init, or --out each time" }
    : `profile "${name}"`

const folder = (owner: Owner) =>
  Effect.gen(function* () {
    const { out } = yield* JournalLocation.locate(owner)
    const files = yield* FileSystem.FileSystem
    if (!(yield* Effect.orElseSucceed(files.exists(out), () => false)))
      return { warning: `${out} is not there`, next: "the first export makes it" }
    yield* files.access(out, { writable: true }).pipe(Effect.mapError(fileFailed("write to the folder", out)))
    return `${out} can be written to`
  })
