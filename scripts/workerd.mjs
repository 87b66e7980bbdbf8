/** Core in the runtime of Cloudflare's workers, bundled as workers are. */
import { build } from "esbuild"
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { join } from "node:path"

const worker = `
import { createAmili } from "@amili-cases/core/Promise"
export default {
  async fetch(_, options) {
    await using amili = createAmili(options)
    return new Response(String(await amili.cases.count()))
  },
}
`

const config = (port, { AMILI_API_CODE, AMILI_BASE_URL }) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["public", "private", "local"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "main", esModule = embed "bundle.mjs")],
  compatibilityDate = "2025-06-01",
  bindings = [
    (name = "baseUrl", text = "${AMILI_BASE_URL}"),
    (name = "apiCode", text = "${AMILI_API_CODE}"),
    (name = "privateKey", text = embed "key.pem"),
  ],
);
`

const freePort = async () => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const { port } = server.address()
  server.close()
  await once(server, "close")
  return port
}

/** What the worker answers, which is the number of cases where it works; undefined where there is no workerd. */
export const countInWorkerd = async ({ environment, folder, install, key, scratch }) => {
  const home = join(scratch, "workerd")
  install(home, "workerd")
  const workerd = join(home, "node_modules/.bin/workerd")
  if (!existsSync(workerd)) return undefined
  const port = await freePort()
  await build({
    stdin: { contents: worker, resolveDir: folder },
    outfile: join(home, "bundle.mjs"),
    bundle: true,
    format: "esm",
    target: "es2022",
    conditions: ["workerd", "worker"],
    logLevel: "silent",
  })
  writeFileSync(join(home, "key.pem"), key)
  writeFileSync(join(home, "config.capnp"), config(port, environment))
  const server = spawn(workerd, ["serve", "config.capnp"], { cwd: home })
  let said = ""
  server.stderr.on("data", (chunk) => (said += chunk))
  try {
    for (let tries = 0; tries < 50 && server.exitCode === null; tries++) {
      const response = await fetch(`http://127.0.0.1:${port}`).catch(() => undefined)
      if (response !== undefined) return response.ok ? await response.text() : `${response.status} ${said}`
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
    return `it does not answer: ${said}`
  } finally {
    server.kill()
  }
}
