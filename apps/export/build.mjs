import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { bundle } from "../../scripts/bundle.mjs"

// The embedded database is native code; the rest of its driver is in the bundle.
await bundle({ folder: dirname(fileURLToPath(import.meta.url)), external: ["libsql", "pg-native"] })
