/** `amili auth keygen`: a key pair whose public half is to be registered with Amili. */
import { generateKeyPairSync } from "node:crypto"
import { resolve } from "node:path"
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import * as FileSystem from "@effect/platform/FileSystem"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

/** The key file cannot be written, or is there already. */
class KeyNotWritten extends Data.TaggedError("KeyNotWritten")<{
  readonly message: string
  readonly hint: string
}> {}

const options = {
  out: Values.path("out", "file").pipe(
    Options.withDefault("amili-private-key.pem"),
    Options.withDescription("where the private key goes; never overwritten (default amili-private-key.pem)"),
  ),
  algorithm: Values.choice("algorithm", ["ES256", "ES384", "ES512", "RS256"]).pipe(
    Options.withDefault("ES256"),
    Options.withDescription("the signature that the key is for (default ES256)"),
  ),
  json: Projection.oneJson,
}

const command = Command.make("keygen", options, ({ algorithm, json, out }) =>
  Effect.gen(function* () {
    const files = yield* FileSystem.FileSystem
    const { privateKey, publicKey } = pair(algorithm)
    yield* files.writeFileString(out, privateKey, { flag: "wx", mode: 0o600 }).pipe(
      Effect.mapError((error) =>
        error._tag === "SystemError" && error.reason === "AlreadyExists"
          ? new KeyNotWritten({
              message: `${out} exists, and a key is never overwritten`,
              hint: "choose another file with --out",
            })
          : new KeyNotWritten({
              message: `cannot write the private key to ${out}`,
              hint: "choose a folder that you may write to",
            }),
      ),
    )
    yield* Output.write(json ? `${Json.line({ algorithm, publicKey, privateKeyFile: resolve(out) })}\n` : publicKey)
    yield* Output.note(
      `The private key is in ${out}, for you alone: keep it, and never send it.\n` +
        "Above is the public key: send it to Amili, who register it and give you an api code. Then: amili auth login",
    )
  }),
)

const pair = (algorithm: "ES256" | "ES384" | "ES512" | "RS256") => {
  const curves = { ES256: "prime256v1", ES384: "secp384r1", ES512: "secp521r1" } as const
  const { privateKey, publicKey } =
    algorithm === "RS256"
      ? generateKeyPairSync("rsa", { modulusLength: 3072 })
      : generateKeyPairSync("ec", { namedCurve: curves[algorithm] })
  return {
    publicKey: publicKey.export({ type: "spki", format: "pem" }).toString(),
    privateKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  }
}

export const keygen = Runnable.make(command, {
  details: ["The public key is printed on stdout; the private key goes into a file that only you can read."],
  traced: false,
  examples: [{ command: "amili auth keygen --out my-key.pem", effect: "a key pair for ES256" }],
})
