// Bundles an app into dist/bundle/app.cjs, started by dist/bundle/start.cjs. One CommonJS file, because only that can be
// started with a V8 code cache; modules behind an `import()` are in it too and are evaluated when they are asked for.
import { createHash } from "node:crypto"
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { barrels } from "./barrels.mjs"
import { late } from "./late.mjs"
import { spared } from "./spared.mjs"

/**
 * @param {object} options
 * @param {string} options.folder the app's folder: `import.meta.dirname` of its build script
 * @param {string[]} options.groups words of the command line that are followed by the name of a command
 * @param {string[]} [options.external] packages that stay outside, such as those with native code
 * @param {Record<string, string>} [options.separate] modules that few commands import, each with the name of the file
 *   that it is put in: what no other command uses should not make its start slower
 */
export const bundle = async ({ folder, groups, external = [], separate = {} }) => {
  const { build } = createRequire(join(folder, "package.json"))("esbuild")
  const { bin, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const out = join(folder, "dist", "bundle")

  const one = async (entryPoint, plugins) => {
    const result = await build({
      absWorkingDir: folder,
      entryPoints: [entryPoint],
      bundle: true,
      platform: "node",
      target: "node20.19",
      format: "cjs",
      conditions: ["@amili-cases/source"],
      minify: true,
      charset: "ascii",
      legalComments: "none",
      // Packages with native code are looked for when they are loaded.
      logOverride: { "require-resolve-not-external": "silent" },
      external,
      plugins: [barrels, late, spared, withoutPrompts, ...plugins],
      // Parsers of configuration files that @effect/cli brings and no command of ours reads.
      alias: { ini: nothing, toml: nothing, yaml: nothing },
      define: { "process.env.AMILI_VERSION": JSON.stringify(version), "import.meta.url": "bundleUrl" },
      banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
      // The `import()` of a separate file becomes a `require`.
      supported: { "dynamic-import": false },
      write: false,
    })
    return Buffer.from(result.outputFiles[0].contents).toString("utf8")
  }

  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  for (const [module, name] of Object.entries(separate))
    writeFileSync(
      join(out, `${name}.cjs`),
      await one(module.startsWith("@amili-cases/") ? module : ofAppKit(module), []),
    )
  const app = await one("src/bin.ts", [elsewhere(separate)])
  const hash = createHash("sha256").update(app).digest("hex").slice(0, 16)
  const [program] = Object.keys(bin)
  writeFileSync(join(out, "app.cjs"), `/*${[program, hash, ...groups].join(" ")}*/(${asFunction(app)})`)
  copyFileSync(join(scripts, "start.cjs"), join(out, "start.cjs"))
}

const asFunction = (code) => `function (exports, require, module, __filename, __dirname) {${code}\n}`

/** The path of a package that is not the app's own dependency. */
const ofAppKit = (module) => createRequire(join(scripts, "../packages/app-kit/package.json")).resolve(module)

const elsewhere = (separate) => ({
  name: "separate",
  setup: (build) => {
    build.onResolve({ filter: /./ }, ({ importer, kind, path }) => {
      // A package loads its own modules by their files.
      const [, folder = ""] = /packages\/([\w-]+)\/src\/[^/]+$/.exec(importer.replaceAll("\\", "/")) ?? []
      const module = path.replace(/^\.\/(\w+)\.ts$/, `@amili-cases/${folder}/$1`)
      return kind === "dynamic-import" && Object.hasOwn(separate, module)
        ? { path: `./${separate[module]}.cjs`, external: true }
        : undefined
    })
  },
})

/** `@effect/cli` brings prompts and a wizard for each kind of option: ours ask by other means (`Ask`). */
const withoutPrompts = {
  name: "without-prompts",
  setup: (build) => {
    build.onResolve({ filter: /^\.\/prompt\/.*\.js$/ }, ({ importer, path }) =>
      /[\\/]@effect[\\/]cli[\\/]/.test(importer) && path !== "./prompt/action.js" ? { path: nothing } : undefined,
    )
  },
}

const scripts = dirname(fileURLToPath(import.meta.url))
const nothing = join(scripts, "nothing.cjs")
