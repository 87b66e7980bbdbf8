/** The table, with the settings that `amili sandbox start` prints: `node dist/main.js 3000`, a port of your choice. */
import { createAmili } from "@amili-cases/core/Promise"
import { serve } from "@hono/node-server"
import { readFileSync } from "node:fs"
import { server } from "./server.ts"

const { AMILI_API_CODE: apiCode = "", AMILI_BASE_URL: baseUrl = "", AMILI_PRIVATE_KEY_FILE: file = "" } = process.env
const amili = createAmili({ baseUrl, apiCode, privateKey: readFileSync(file, "utf8"), amounts: "string" })

const port = Number(process.argv[2] ?? "3000")
serve({ fetch: server(amili).fetch, hostname: "127.0.0.1", port }, (address) =>
  console.log(`http://127.0.0.1:${address.port}`),
)
