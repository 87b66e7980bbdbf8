// What libraries do for little, as soon as they are loaded or all the time: left out of a bundle by changing their text.
import { readFile } from "node:fs/promises"

/** By the end of the file's path: texts that it must have, exactly once or as often as said, each with what stands there instead. */
const changes = {
  // A stack trace, to see whether a function has kept its name; formatting the first one of a process takes 2 ms. Names
  // are kept or not by the bundler, and what hangs on them is how a stack trace of a fiber reads.
  "effect/dist/esm/Utils.js": [["(() => new Error().stack)?.includes(", "(() => '')?.includes("]],
  // A function that is written where it is assigned to a property is put among what lasts by V8, and with it everything
  // that it holds: each page of a stream outlived the next collections. Functions that others return are not.
  "effect/dist/esm/internal/core-stream.js": [
    ["op.effect = () => effect;", "op.effect = holding(effect);"],
    [
      "export const fromEffect =",
      `function holding(value) {
  return () => value;
}
export const fromEffect =`,
    ],
  ],
  "effect/dist/esm/internal/core.js": [
    ["effect.effect_instruction_i1 = () => self;", "effect.effect_instruction_i1 = holding(self);", 3],
    [
      "oldFlags => runtimeFlags_.interruption(oldFlags) ? internalCall(() => this.effect_instruction_i0(interruptible)) : internalCall(() => this.effect_instruction_i0(uninterruptible));",
      "masking(this);",
      2,
    ],
    [
      "export const uninterruptible =",
      `function holding(value) {
  return () => value;
}
function masking(effect) {
  return oldFlags => runtimeFlags_.interruption(oldFlags) ? internalCall(() => effect.effect_instruction_i0(interruptible)) : internalCall(() => effect.effect_instruction_i0(uninterruptible));
}
export const uninterruptible =`,
    ],
  ],
  // The global `performance` loads a module of Node's. Without it the origin of the clock is as exact as `Date.now()`.
  "effect/dist/esm/internal/clock.js": [['typeof performance === "undefined"', "true"]],
  // Classes of Schema take long to make, and check whatever an error is made of. Nothing here encodes these.
  "@effect/platform/dist/esm/Error.js": [
    [
      `Schema.TaggedError("@effect/platform/Error/BadArgument")("BadArgument", {
  module: Module,
  method: Schema.String,
  description: /*#__PURE__*/Schema.optional(Schema.String),
  cause: /*#__PURE__*/Schema.optional(Schema.Defect)
})`,
      'Data.TaggedError("BadArgument")',
    ],
    [
      `Schema.TaggedError("@effect/platform/Error/SystemError")("SystemError", {
  reason: SystemErrorReason,
  module: Module,
  method: Schema.String,
  description: /*#__PURE__*/Schema.optional(Schema.String),
  syscall: /*#__PURE__*/Schema.optional(Schema.String),
  pathOrDescriptor: /*#__PURE__*/Schema.optional(/*#__PURE__*/Schema.Union(Schema.String, Schema.Number)),
  cause: /*#__PURE__*/Schema.optional(Schema.Defect)
})`,
      'Data.TaggedError("SystemError")',
    ],
    ["/*#__PURE__*/Schema.Union(BadArgument, SystemError)", "undefined"],
  ],
  // The promises of `node:fs` bring watchers and lines of terminals with them, most of which Node has to compile.
  "platform-node-shared/dist/esm/internal/fileSystem.js": [
    [
      "NFS.promises.readdir(path, options)",
      `new Promise((resolve, reject) =>
        NFS.readdir(path, options ?? {}, (error, names) => error === null ? resolve(names) : reject(error)))`,
    ],
  ],
  // Which C library a Linux has is asked of a diagnostic report of the whole process, which takes 10 ms: the driver for
  // the other one cannot be loaded. It is found beside the package that depends on it, which spares what reads the
  // `exports` of packages, or else by that.
  "libsql/index.js": [
    ['require("@neon-rs/load")', "{}"],
    ['require("detect-libc")', "{}"],
    [
      "} = requireNative();",
      `} = (() => {
        const { existsSync, realpathSync } = require("node:fs");
        const { join } = require("node:path");
        const load = (name) => {
          for (const modules of require.resolve.paths("libsql")) {
            if (!existsSync(join(modules, "libsql"))) continue;
            const beside = join(realpathSync(join(modules, "libsql")), "..", name);
            if (existsSync(beside)) return require(beside);
          }
          return require("node:module").createRequire(require.resolve("libsql"))(name);
        };
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
          for (const [text, instead, times = 1] of texts) {
            const parts = contents.split(text)
            if (parts.length !== times + 1) throw new Error(`${file} has changed: look at scripts/spared.mjs`)
            contents = parts.join(instead)
          }
          return { contents, loader: "js" }
        },
      )
  },
}
