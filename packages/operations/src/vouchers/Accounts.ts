/** The account map that vouchers are made by: a file of the company. */
import * as ReadMap from "@amili-cases/accounting/vouchers/map/readMap"
import * as Paths from "@amili-cases/app-kit/settings/Paths"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Path from "@effect/platform/Path"
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import type { Owner } from "../profile/Chosen.ts"
import * as Setting from "../profile/Setting.ts"

/** Its name, where nothing else says where it is. */
export const fileName = "accounts.json"

export interface Asked extends Owner {
  /** The file that was chosen; else that of the kept settings, or the one beside the exports. */
  readonly accounts?: string | undefined
}

/** Where it is, whether it is there or not. */
export const fileOf = ({ accounts, out, profile }: Asked) =>
  Effect.gen(function* () {
    const path = yield* Path.Path
    const kept = accounts ?? profile.settings?.accounts
    if (kept !== undefined) return path.resolve(yield* Paths.expand(kept))
    return path.resolve(path.join(yield* Setting.folderOf(out, profile), fileName))
  })

/** The map, or every mistake in it. */
export const read = (asked: Asked) => Effect.flatMap(fileOf(asked), ReadMap.read)

/** The map with its name and hash, for who describes it; undefined where there is none. */
export const described = (asked: Asked) =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const file = yield* fileOf(asked)
    if (!(yield* Effect.orElseSucceed(fs.exists(file), () => false))) return undefined
    const { map } = yield* ReadMap.read(file)
    const sha256 = createHash("sha256")
      .update(yield* fs.readFile(file))
      .digest("hex")
    return { file: (yield* Path.Path).basename(file), map, sha256 }
  })
