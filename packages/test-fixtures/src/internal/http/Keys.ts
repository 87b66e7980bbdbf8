/** The key pair with which a client of the sandbox authenticates. */
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto"
import { existsSync } from "node:fs"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Why a key is not to be had. */
export class KeyProblem extends Data.TaggedError("KeyProblem")<{ readonly message: string; readonly hint?: string }> {}

export interface ClientKey {
  readonly publicKey: KeyObject
  /** SEC1 PEM, as `openssl ecparam -genkey` writes it. */
  readonly privateKeyPem: string
  /** Where the private key lies, readable by its owner only. */
  readonly file: string
}

/** The pair whose private key lies in `file`, which is made where it is not there yet; it stays. */
export const kept = (file: string): Effect.Effect<ClientKey, KeyProblem, Scope.Scope> =>
  Effect.gen(function* () {
    if (!existsSync(file)) return yield* make(file)
    const publicKey = yield* readPublic(file)
    const privateKeyPem = yield* Effect.tryPromise({
      try: () => readFile(file, "utf8"),
      catch: (cause) => new KeyProblem({ message: `cannot read the private key ${file} (${code(cause)})` }),
    })
    return { publicKey, privateKeyPem, file }
  })

/** Makes a P-256 pair; the private key goes to `file`, which must be new, or to a temporary one that vanishes with the scope. */
export const make = (file: string | undefined): Effect.Effect<ClientKey, KeyProblem, Scope.Scope> =>
  Effect.gen(function* () {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" })
    const privateKeyPem = privateKey.export({ type: "sec1", format: "pem" }).toString()
    const path = file ?? join(yield* temporaryFolder, "private-key.pem")
    yield* Effect.tryPromise({
      try: () => writeFile(path, privateKeyPem, { mode: 0o600, flag: "wx" }),
      catch: (cause) =>
        new KeyProblem({
          message: `cannot write the private key to ${path} (${code(cause)})`,
          hint: "name a file that does not exist yet, in a folder you may write to",
        }),
    })
    return { publicKey, privateKeyPem, file: path }
  })

const temporaryFolder: Effect.Effect<string, KeyProblem, Scope.Scope> = Effect.acquireRelease(
  Effect.tryPromise({
    try: () => mkdtemp(join(tmpdir(), "amili-sandbox-")),
    catch: (cause) =>
      new KeyProblem({ message: `cannot make a temporary folder for the private key (${code(cause)})` }),
  }),
  (folder) => Effect.ignore(Effect.tryPromise(() => rm(folder, { recursive: true, force: true }))),
)

/** Reads a PEM file with a public key (or a private one, whose public half is taken). */
export const readPublic = (file: string): Effect.Effect<KeyObject, KeyProblem> =>
  Effect.tryPromise({
    try: async () => createPublicKey(await readFile(file, "utf8")),
    catch: (cause) =>
      new KeyProblem({
        message: `cannot use ${file} as a public key (${code(cause)})`,
        hint: "a PEM file with a public key is needed",
      }),
  })

const code = (cause: unknown): string =>
  cause instanceof Error && "code" in cause ? String(cause.code) : "not readable"
