// Puts beside the bundle what browsers load: our stylesheet, and htmx with its extension for events, as npm has them.
import { copyFileSync, mkdirSync } from "node:fs"
import { createRequire } from "node:module"

const { resolve } = createRequire(import.meta.url)
const folder = "dist/bundle/assets"

mkdirSync(folder, { recursive: true })
for (const [name, file] of [
  ["desk.css", "src/assets/desk.css"],
  ["icon.svg", "src/assets/icon.svg"],
  ["htmx.js", resolve("htmx.org/dist/htmx.min.js")],
  ["sse.js", resolve("htmx-ext-sse/dist/sse.min.js")],
])
  copyFileSync(file, `${folder}/${name}`)
