/** What browsers load beside pages. The address of each names its content, so that browsers may keep it for good. */
import { createHash } from "node:crypto"
import * as FileSystem from "@effect/platform/FileSystem"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as Path from "@effect/platform/Path"
import * as Effect from "effect/Effect"
import * as Record from "effect/Record"

const types = {
  "desk.css": "text/css; charset=utf-8",
  "icon.svg": "image/svg+xml",
  "htmx.js": "text/javascript; charset=utf-8",
  "sse.js": "text/javascript; charset=utf-8",
} as const

export type Name = keyof typeof types

export class Assets extends Effect.Service<Assets>()("desk/Assets", {
  /** The folder in which the build has put them. */
  effect: (folder: string) =>
    Effect.gen(function* () {
      const fs = yield* FileSystem.FileSystem
      const path = yield* Path.Path
      const read = (name: Name) =>
        Effect.map(fs.readFile(path.join(folder, name)), (content) => {
          const hash = createHash("sha256").update(content).digest("hex").slice(0, 16)
          return { content, type: types[name], file: name.replace(".", `-${hash}.`) }
        })
      const all = yield* Effect.all(Record.map(types, (_, name) => read(name)))
      const byFile = new Map(Object.values(all).map((asset) => [asset.file, asset]))
      return {
        addressOf: (name: Name): string => `/assets/${all[name].file}`,
        find: (file: string) => byFile.get(file),
      }
    }),
}) {}

const kept = { "cache-control": "public, max-age=31536000, immutable" }

/** Names are looked up among the few that there are: no path of a request ever reaches the disk. */
export const routes = HttpRouter.empty.pipe(
  HttpRouter.get(
    "/assets/:file",
    Effect.gen(function* () {
      const { file } = yield* HttpRouter.params
      const found = (yield* Assets).find(file ?? "")
      return found === undefined
        ? HttpServerResponse.empty({ status: 404 })
        : HttpServerResponse.uint8Array(found.content, { contentType: found.type, headers: kept })
    }),
  ),
)
