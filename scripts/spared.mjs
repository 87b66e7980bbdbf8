// What libraries do as soon as they are loaded, at every start, for little: left out of a bundle by changing their text.
import { readFile } from "node:fs/promises"

/** By the end of the file's path: texts that it must have exactly once, each with what stands there instead. */
const changes = {
  // A stack trace, to see whether a function has kept its name; formatting the first one of a process takes 2 ms. Names
  // are kept or not by the bundler, and what hangs on them is how a stack trace of a fiber reads.
  "effect/dist/esm/Utils.js": [["(() => new Error().stack)?.includes(", "(() => '')?.includes("]],
  // The global `performance` loads a module of Node's. Without it the origin of the clock is as exact as `Date.now()`.
  "effect/dist/esm/internal/clock.js": [['typeof performance === "undefined"', "true"]],
  // Which C library a Linux has is asked of a diagnostic report of the whole process, which takes 10 ms: the driver for
  // the other one cannot be loaded. It is found from the package that depends on it.
  "libsql/index.js": [
    ['require("@neon-rs/load")', "{}"],
    ['require("detect-libc")', "{}"],
    [
      "} = requireNative();",
      `} = (() => {
        const load = require("node:module").createRequire(require.resolve("libsql"));
        const target = "@libsql/" + process.platform + "-" + process.arch;
        if (process.platform !== "linux") return load(process.platform === "win32" ? target + "-msvc" : target);
        try {
          return load(target + "-gnu");
        } catch {
          return load(target + "-musl");
        }
      })();`,
    ],
  ],
}

export const spared = {
  name: "spared",
  setup: (build) => {
    for (const [file, texts] of Object.entries(changes))
      build.onLoad(
        { filter: new RegExp(`[\\\\/]${file.replaceAll(".", "\\.").replaceAll("/", "[\\\\/]")}$`) },
        async ({ path }) => {
          let contents = await readFile(path, "utf8")
          for (const [text, instead] of texts) {
            const parts = contents.split(text)
            if (parts.length !== 2) throw new Error(`${file} has changed: look at scripts/spared.mjs`)
            contents = parts.join(instead)
          }
          return { contents, loader: "js" }
        },
      )
  },
}
