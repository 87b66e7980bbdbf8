import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { bundle } from "../../scripts/bundle.mjs"

// The embedded database and the keychain are native code; the rest of their drivers is in the bundle.
await bundle({
  groups: ["journal", "schedule", "help"],
  folder: dirname(fileURLToPath(import.meta.url)),
  external: ["pg-native", "@napi-rs/keyring"],
  separate: {
    "@amili-cases/app-kit/documents/Query": "query",
    "@amili-cases/app-kit/documents/Template": "template",
  },
})
