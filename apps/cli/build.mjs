import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { bundle } from "../../scripts/bundle.mjs"

await bundle({
  folder: dirname(fileURLToPath(import.meta.url)),
  separate: { "@amili-cases/test-fixtures/Sandbox": "sandbox" },
})
