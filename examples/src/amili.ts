/** Core, configured from the environment as the command line is: what every example provides. */
import * as Core from "@amili-cases/core/Core"
import * as Credentials from "@amili-cases/core/Credentials"
import { Config, Effect, Layer, Redacted } from "effect"
import { readFileSync } from "node:fs"

const settings = Config.all({
  baseUrl: Config.string("AMILI_BASE_URL"),
  apiCode: Config.redacted("AMILI_API_CODE"),
  keyFile: Config.string("AMILI_PRIVATE_KEY_FILE"),
})

export const Amili = Layer.unwrapEffect(
  Effect.map(settings, ({ apiCode, baseUrl, keyFile }) =>
    Core.layerFetch({
      baseUrl,
      credential: Credentials.ApiCode({ apiCode, privateKey: Redacted.make(readFileSync(keyFile, "utf8")) }),
    }),
  ),
)
