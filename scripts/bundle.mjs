// Bundles an app into dist/bundle/app.cjs, started by dist/bundle/start.cjs. One CommonJS file, because only that can be
// started with a V8 code cache; modules behind an `import()` are in it too and are evaluated when they are asked for.
import { createHash } from "node:crypto"
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

/**
 * @param {object} options
 * @param {string} options.folder the app's folder: `import.meta.dirname` of its build script
 * @param {string[]} [options.external] packages that stay outside, such as those with native code
 */
export const bundle = async ({ folder, external = [] }) => {
  const { build } = createRequire(join(folder, "package.json"))("esbuild")
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const out = join(folder, "dist", "bundle")
  const result = await build({
    absWorkingDir: folder,
    entryPoints: ["src/bin.ts"],
    bundle: true,
    platform: "node",
    target: "node20.19",
    format: "cjs",
    conditions: ["@amili-cases/source"],
    minify: true,
    charset: "ascii",
    legalComments: "none",
    external,
    // Parsers of configuration files that @effect/cli brings and no command of ours reads.
    alias: { ini: nothing, toml: nothing, yaml: nothing },
    define: { "process.env.AMILI_VERSION": JSON.stringify(version), "import.meta.url": "bundleUrl" },
    banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
    write: false,
  })
  const [{ contents }] = result.outputFiles
  const name = createHash("sha256").update(contents).digest("hex").slice(0, 16)
  mkdirSync(out, { recursive: true })
  for (const file of readdirSync(out)) if (file.endsWith(".cache")) rmSync(join(out, file))
  writeFileSync(join(out, "app.cjs"), `/*${name}*/${Buffer.from(contents).toString("utf8")}`)
  copyFileSync(join(scripts, "start.cjs"), join(out, "start.cjs"))
}

const scripts = dirname(fileURLToPath(import.meta.url))
const nothing = join(scripts, "nothing.cjs")
