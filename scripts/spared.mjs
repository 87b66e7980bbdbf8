// What libraries do as soon as they are loaded, at every start, for little: left out of a bundle by changing their text.
import { readFile } from "node:fs/promises"

/** Each with the end of the file's path, the text that it must have exactly once, and what stands there instead. */
const changes = [
  // A stack trace, to see whether a function has kept its name; formatting the first one of a process takes 2 ms. Names
  // are kept or not by the bundler, and what hangs on them is how a stack trace of a fiber reads.
  ["effect/dist/esm/Utils.js", "(() => new Error().stack)?.includes(", "(() => '')?.includes("],
  // The global `performance` loads a module of Node's. Without it the origin of the clock is as exact as `Date.now()`.
  ["effect/dist/esm/internal/clock.js", 'typeof performance === "undefined"', "true"],
]

export const spared = {
  name: "spared",
  setup: (build) => {
    for (const [file, text, instead] of changes)
      build.onLoad(
        { filter: new RegExp(`${file.replaceAll(".", "\\.").replaceAll("/", "[\\\\/]")}$`) },
        async ({ path }) => {
          const parts = (await readFile(path, "utf8")).split(text)
          if (parts.length !== 2) throw new Error(`${file} has changed: look at scripts/spared.mjs`)
          return { contents: parts.join(instead), loader: "js" }
        },
      )
  },
}
