/** A key pair whose public half is to be registered with Amili: the private half goes into a file and nowhere else. */
import { generateKeyPairSync } from "node:crypto"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

/** The signature that the key is for. */
export const algorithms = ["ES256", "ES384", "ES512", "RS256"] as const
export type Algorithm = (typeof algorithms)[number]

/** The key file cannot be written, or is there already. */
export class KeyNotWritten extends Data.TaggedError("KeyNotWritten")<{
  readonly message: string
  readonly hint: string
  readonly exists: boolean
}> {}

/** Makes a pair and writes the private key to `file`, which must not exist. Returns the public key, PEM. */
export const make = (file: string, algorithm: Algorithm): Effect.Effect<string, KeyNotWritten, FileSystem.FileSystem> =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const { privateKey, publicKey } = pair(algorithm)
    yield* files.writeFileString(file, privateKey, { flag: "wx", mode: 0o600 }).pipe(
      Effect.mapError((error) =>
        error._tag === "SystemError" && error.reason === "AlreadyExists"
          ? new KeyNotWritten({
              message: `${file} exists, and a key is never overwritten`,
              hint: "choose another file with --out",
              exists: true,
            })
          : new KeyNotWritten({
              message: `cannot write the private key to ${file}`,
              hint: "choose a folder that you may write to",
              exists: false,
            }),
      ),
    )
    return publicKey
  })

const curves = { ES256: "prime256v1", ES384: "secp384r1", ES512: "secp521r1" } as const

const pair = (algorithm: Algorithm) => {
  const { privateKey, publicKey } =
    algorithm === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 3072 })
      : generateKeyPairSync("ec", { namedCurve: curves[algorithm] })
  return {
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  }
}
