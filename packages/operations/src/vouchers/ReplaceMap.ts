/** Puts an account map that was edited elsewhere in the place of the one that is there, which is kept beside it. */
import { MapProblem, parse } from "@amili-cases/accounting/vouchers/map/readMap"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Accounts from "./Accounts.ts"

/** Refused with every mistake in it, and nothing is changed then. */
export const replace = (asked: Accounts.Asked, text: string) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    yield* Either.mapLeft(parse(text), wrong)
    const file = yield* Accounts.fileOf(asked)
    const second = DateTime.formatIso(yield* DateTime.now)
      .slice(0, 19)
      .replaceAll(/[-:]/g, "")
    const { base, dir, ext, name } = path.parse(file)
    const next = path.join(dir, `.${base}.partial`)
    yield* fs.writeFileString(next, text, { mode: 0o600 })
    const isThere = yield* fs.exists(file)
    const before = isThere ? path.join(dir, `${name}-until-${second}Z${ext}`) : undefined
    if (before !== undefined) yield* fs.copyFile(file, before)
    yield* fs.rename(next, file)
    return { file, before }
  })

const wrong = (mistakes: ReadonlyArray<string>) =>
  new MapProblem({
    message: `the account map has ${mistakes.length} ${mistakes.length === 1 ? "mistake" : "mistakes"}`,
    hint: "correct them, and give it again: nothing was changed",
    swedish: {
      message: `kontoplanskartan har ${mistakes.length} fel`,
      hint: "rätta dem, och lämna in den igen: inget har ändrats",
    },
    mistakes,
  })
