/** `amili auth keygen`: a key pair whose public half is to be registered with Amili. */
import { resolve } from "node:path"
import * as Json from "@amili-cases/app-kit/documents/Json"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import * as KeyPair from "@amili-cases/app-kit/settings/KeyPair"
import * as Values from "@amili-cases/app-kit/command/Values"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Effect from "effect/Effect"

const options = {
  out: Values.path("out", "file").pipe(
    Options.withDefault("amili-private-key.pem"),
    Options.withDescription("where the private key goes; never overwritten (default amili-private-key.pem)"),
  ),
  algorithm: Values.choice("algorithm", KeyPair.algorithms).pipe(
    Options.withDefault("ES256"),
    Options.withDescription("the signature that the key is for (default ES256)"),
  ),
  json: Projection.oneJson,
}

const command = Command.make("keygen", options, ({ algorithm, json, out }) =>
  Effect.gen(function* () {
    const publicKey = yield* KeyPair.make(out, algorithm)
    yield* Output.write(json ? `${Json.line({ algorithm, publicKey, privateKeyFile: resolve(out) })}\n` : publicKey)
    yield* Output.note(
      `The private key is in ${out}, for you alone: keep it, and never send it.\n` +
        "Above is the public key: send it to Amili, who register it and give you an api code. Then: amili auth login",
    )
  }),
)

export const keygen = Runnable.make(command, {
  details: ["The public key is printed on stdout; the private key goes into a file that only you can read."],
  traced: false,
  examples: [{ command: "amili auth keygen --out my-key.pem", effect: "a key pair for ES256" }],
})
