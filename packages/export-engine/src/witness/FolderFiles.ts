/** The files of runs in a folder, by their names, compared with the runs that the journal knows. */
import * as Effect from "effect/Effect"
import { fileFailed } from "../run/FileFailed.ts"
import { Folder } from "../run/Folder.ts"
import * as Naming from "../run/Naming.ts"
import type { Link } from "./Chain.ts"
import * as Refused from "./Refused.ts"

/** Names of the files whose run is not among the numbers. */
export const unknown = (folder: string, profile: string, dataset: string, serials: ReadonlyArray<number>) =>
  Effect.gen(function* () {
    const names = yield* (yield* Folder).list(folder)
    return names.filter((name) => {
      const serial = Naming.serialIn(name, profile, dataset)
      return serial !== undefined && !serials.includes(serial)
    })
  })

/** Refuses files of runs that the journal does not know; where nothing else witnesses it, also other manifests than its own. */
export const check = (
  folder: string,
  profile: string,
  dataset: string,
  chain: ReadonlyArray<Link>,
  manifests: boolean,
) =>
  Effect.gen(function* () {
    const folders = yield* Folder
    const serials = chain.map(({ serial }) => serial)
    const strange = yield* unknown(folder, profile, dataset, serials)
    const [first] = strange
    if (first !== undefined) {
      return yield* Refused.unknownFiles(folders.final(folder, first), strange.length - 1, serials.at(-1) ?? 0)
    }
    if (!manifests) return
    for (const name of yield* folders.list(folder)) {
      const link = chain.find(({ serial }) => serial === Naming.serialIn(name, profile, dataset))
      if (!name.endsWith("-manifest.json") || link?.state !== "committed") continue
      const path = folders.final(folder, name)
      const hash = yield* folders.hash(path).pipe(Effect.mapError(fileFailed("read the file", path)))
      if (hash !== link.hash) return yield* Refused.otherBytes(path)
    }
  })
