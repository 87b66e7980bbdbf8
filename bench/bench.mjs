// Bundles the benchmarks, which are TypeScript, and runs them: `pnpm bench [--quick] [name ...]`.
// Our own packages are bundled from their sources, as in the apps; peers stay outside, as their users have them.
import { spawn, spawnSync } from "node:child_process"
import { readFileSync, rmSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { build } from "esbuild"

const folder = dirname(fileURLToPath(import.meta.url))
const { devDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
const bundled = /^(effect|@effect\/.*|@amili-cases\/.*)$/

for (const app of ["cli", "export"])
  spawnSync(process.execPath, [join(folder, "../scripts/bundle.mjs")], {
    cwd: join(folder, "../apps", app),
    stdio: "inherit",
  })
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
  external: [
    ...Object.keys(devDependencies).filter((name) => !bundled.test(name)),
    "libsql",
    "pg-native",
    "@napi-rs/keyring",
  ],
  banner: {
    js: `import { createRequire as requireOf } from "node:module";const require = requireOf(import.meta.url);`,
  },
  logLevel: "error",
})

const main = spawn(process.execPath, [join(folder, "dist/bundle/main.mjs"), ...process.argv.slice(2)], {
  stdio: "inherit",
})
main.on("exit", (code) => {
  process.exitCode = code ?? 1
})
