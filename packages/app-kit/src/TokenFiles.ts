/** Access tokens kept between calls, each in a file for its owner alone, so that a lookup is one request. */
import { createHash } from "node:crypto"
import { Credentials } from "@amili-cases/core/Credentials"
import type { Credential } from "@amili-cases/core/Credentials"
import type { TokenStore } from "@amili-cases/core/TokenStore"
import { FileSystem, Path } from "@effect/platform"
import { Effect, Redacted, Schema } from "effect"
import type { Context } from "effect"
import * as Folders from "./Folders.ts"
import * as PrivateFile from "./PrivateFile.ts"

const Stored = Schema.parseJson(Schema.Struct({ token: Schema.Redacted(Schema.String), expiresAt: Schema.DateTimeUtc }))

export const folderOf = (environment: Folders.Environment): Effect.Effect<string, never, Path.Path> =>
  Effect.map(Path.Path, (path) => path.join(Folders.cache(environment), "tokens"))

/**
 * A store in the platform's cache folder. One that cannot be read or written costs an exchange and is not worth a word:
 * a machine without a home folder is no fault of whoever types a command.
 */
export const make = (
  environment: Folders.Environment,
): Effect.Effect<Context.Tag.Service<TokenStore>, never, Credentials | FileSystem.FileSystem | Path.Path> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const path = yield* Path.Path
    const folder = yield* folderOf(environment)
    const owner = ownerOf(yield* Credentials)
    const fileOf = (key: string) => path.join(folder, `${key}-${owner}.json`)
    return {
      get: (key) => files.readFileString(fileOf(key)).pipe(Effect.flatMap(Schema.decode(Stored)), Effect.option),
      set: (key, token) =>
        Schema.encode(Stored)(token).pipe(
          Effect.flatMap((text) => PrivateFile.write(fileOf(key), text)),
          Effect.ignore,
          Effect.provideService(FileSystem.FileSystem, files),
          Effect.provideService(Path.Path, path),
        ),
      remove: (key) => Effect.ignore(files.remove(fileOf(key), { force: true })),
    }
  })

/** Tells private keys of the same api code apart: a token got with another key must not hide that this one is wrong. */
const ownerOf = (credential: Credential) =>
  createHash("sha256")
    .update(credential._tag === "ApiCode" ? Redacted.value(credential.privateKey) : credential._tag)
    .digest("hex")
    .slice(0, 16)
