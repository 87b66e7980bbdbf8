// Bundles the app in the current folder. What its package.json lists under `devDependencies` goes into one CommonJS file,
// because only that can be started with a V8 code cache on every version of Node; `dependencies` stay outside.
import { createHash } from "node:crypto"
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { build } from "esbuild"

const { bin, version, dependencies, optionalDependencies } = JSON.parse(readFileSync("package.json", "utf8"))
const bundle = "dist/bundle/app.cjs"

rmSync("dist/bundle", { recursive: true, force: true })
await build({
  entryPoints: ["src/bin.ts"],
  outfile: bundle,
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  minify: true,
  legalComments: "none",
  conditions: ["@amili-cases/source"],
  // `pg` tries to load its native variant, which is not installed.
  external: [...Object.keys({ ...dependencies, ...optionalDependencies }), "pg-native"],
  // In production, libraries leave out what they say to developers only.
  define: { "process.env.AMILI_VERSION": JSON.stringify(version), "process.env.NODE_ENV": '"production"' },
  // A script that starts from a code cache cannot load a module with `import()`: external packages are required.
  supported: { "dynamic-import": false },
})

const [program] = Object.keys(bin)
const hash = createHash("sha256").update(readFileSync(bundle)).digest("hex").slice(0, 16)
writeFileSync("dist/bundle/build.json", JSON.stringify({ program, version, hash }))
copyFileSync(new URL("start.cjs", import.meta.url), "dist/bundle/start.cjs")
