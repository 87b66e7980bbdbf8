/** The process of a server: the sandbox, or its answers replayed from memory. */
import process from "node:process"
import { record } from "./harness/json.ts"

const options = record(JSON.parse(process.argv[2] ?? "{}"))
const cases = Number(options["cases"])
const latency = Number(options["latency"] ?? 0)
const { serve } = await (options["replay"] === true ? import("./servers/replay.ts") : import("./servers/sandbox.ts"))
const { environment, requests } = await serve(cases, latency)

let before = 0
process.on("message", () => {
  const now = requests()
  process.send?.(now - before)
  before = now
})
process.send?.(environment)
