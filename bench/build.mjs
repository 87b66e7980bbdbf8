// Bundles the benchmarks, which are TypeScript, with our own packages from their sources.
// Libraries that ours are compared with stay outside of the bundle, as their users have them.
import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { build } from "esbuild"

const folder = import.meta.dirname
const { devDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
const bundled = /^(effect|@effect\/.*|@amili-cases\/.*)$/

rmSync(join(folder, "dist/bundle"), { recursive: true, force: true })
await build({
  absWorkingDir: folder,
  entryPoints: ["src/main.ts", "src/child.ts", "src/server.ts"],
  outdir: "dist/bundle",
  outExtension: { ".js": ".mjs" },
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  conditions: ["@amili-cases/source"],
  external: [...Object.keys(devDependencies).filter((name) => !bundled.test(name)), "pg-native"],
  banner: {
    js: `import { createRequire as requireOf } from "node:module";const require = requireOf(import.meta.url);`,
  },
  logLevel: "error",
})
