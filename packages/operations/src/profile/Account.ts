/** Whose credentials are used, without telling them. */
import { createHash } from "node:crypto"
import { Credentials } from "@amili-cases/core/Credentials"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

/** A hash of the api code, which is no secret to its owner and tells nobody else; undefined where only a token is known. */
export const at = (api: string): Effect.Effect<string | undefined, never, Credentials> =>
  Effect.map(Credentials, (credential) =>
    credential._tag === "AccessToken"
      ? undefined
      : createHash("sha256")
          .update(`${api}\n${Redacted.value(credential.apiCode)}`)
          .digest("hex")
          .slice(0, 16),
  )
