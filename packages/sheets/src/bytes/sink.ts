import { createHash } from "node:crypto"
import * as FileSystem from "@effect/platform/FileSystem"
import type { PlatformError } from "@effect/platform/Error"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Scope from "effect/Scope"
import { WriteFailed } from "../Written.ts"

/** A file written from its first byte to its last, counted and hashed on the way. */
export interface Sink {
  readonly write: (bytes: Uint8Array) => Effect.Effect<void, WriteFailed>
  /** Closes the file, so that it can be renamed on Windows too. */
  readonly end: Effect.Effect<{ readonly bytes: number; readonly sha256: string }, WriteFailed>
}

/** A file that need not be waited for at every write. */
export interface FileSink extends Sink {
  /**
   * Begins a write, and gives what waits for its end. The bytes must stay as they are until then, and nothing else may
   * be begun.
   */
  readonly begin: (bytes: Uint8Array) => Effect.Effect<Effect.Effect<void, WriteFailed>>
}

/** Creates the file, readable by its owner only; it must not exist. */
export const create = (path: string): Effect.Effect<FileSink, WriteFailed, FileSystem.FileSystem | Scope.Scope> =>
  Effect.gen(function* () {
    const fs = yield* FileSystem.FileSystem
    const scope = yield* Effect.acquireRelease(Scope.make(), (scope, exit) => Scope.close(scope, exit))
    const failed = Effect.mapError(writeFailed(path))
    const file = yield* fs.open(path, { flag: "wx", mode: 0o600 }).pipe(Scope.extend(scope), failed)
    const hash = createHash("sha256")
    let written = 0
    let underWay: Fiber.Fiber<Exit.Exit<void, WriteFailed>> | undefined
    // A number of a closed file may already be another file's.
    yield* Scope.addFinalizer(
      scope,
      Effect.suspend(() => (underWay === undefined ? Effect.void : Fiber.await(underWay))),
    )

    const begin = (bytes: Uint8Array) =>
      Effect.uninterruptible(
        Effect.gen(function* () {
          const fiber = yield* Effect.forkDaemon(Effect.exit(failed(file.writeAll(bytes))))
          underWay = fiber
          // The system is asked now. It takes the bytes while they are hashed, and while the caller does whatever else.
          yield* Effect.yieldNow()
          hash.update(bytes)
          written += bytes.length
          return Effect.flatten(Fiber.join(fiber))
        }),
      )
    return {
      begin,
      write: (bytes) => Effect.flatten(begin(bytes)),
      end: Effect.zipRight(
        Scope.close(scope, Exit.void),
        Effect.sync(() => ({ bytes: written, sha256: hash.digest("hex") })),
      ),
    }
  })

/** Says what went wrong with a file, and what to do about it. */
export const writeFailed =
  (path: string) =>
  (error: PlatformError): WriteFailed => {
    const reason = reasonOf(error)
    const [message, hint] = TEXTS[reason]
    return new WriteFailed({ path, reason, message: `${path}: ${message}`, hint, cause: error })
  }

const reasonOf = (error: PlatformError): keyof typeof TEXTS => {
  if (error._tag === "BadArgument") return "io"
  const code = codeOf(error.cause)
  if (code === "ENOSPC" || code === "EDQUOT") return "disk-full"
  if (code === "EROFS" || code === "EPERM" || error.reason === "PermissionDenied") return "permission-denied"
  if (error.reason === "AlreadyExists") return "already-exists"
  if (error.reason === "NotFound" || code === "ENOTDIR") return "not-found"
  return "io"
}

/** The system's own name of the failure: @effect/platform has no reason for a full disk. */
const codeOf = (cause: unknown): string | undefined =>
  typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : undefined

const TEXTS = {
  "disk-full": ["no space left", "free some space or choose another folder, then run the same command again"],
  "permission-denied": ["may not be written", "choose a folder you may write to, or correct its permissions"],
  "already-exists": ["exists already and is never overwritten", "move the file away or choose another folder"],
  "not-found": ["the folder does not exist", "create the folder or choose another one"],
  io: ["could not be written", "check the disk or the network drive, then run the same command again"],
} as const
