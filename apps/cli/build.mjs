import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { bundle } from "../../scripts/bundle.mjs"

await bundle({
  folder: dirname(fileURLToPath(import.meta.url)),
  groups: ["auth", "case", "payout", "sandbox", "help"],
  // Native code, and optional.
  external: ["@napi-rs/keyring"],
  separate: {
    "@amili-cases/test-fixtures/Sandbox": "sandbox",
    "@amili-cases/app-kit/documents/Query": "query",
    "@amili-cases/app-kit/documents/Template": "template",
  },
})
