// Packages that take milliseconds to evaluate and that few starts need: in a bundle they are evaluated when something of
// them is first used. Each with the names that we and our libraries use of it.
const packages = {
  "node:crypto": ["createHash", "createPublicKey", "generateKeyPairSync", "randomBytes", "verify"],
  "node:https": ["Agent", "request"],
  "node:os": ["constants", "homedir", "hostname", "tmpdir", "userInfo"],
  "node:readline": ["createInterface", "emitKeypressEvents"],
  "string-width": ["default"],
  undici: ["Agent", "getGlobalDispatcher", "request"],
}

/** A module whose exports are looked up when they are used. */
const stub = (path) =>
  packages[path].map((name) =>
    name === "default"
      ? `module.exports = (...given) => require(${JSON.stringify(path)}).default(...given)`
      : `Object.defineProperty(exports, "${name}", { enumerable: true, get: () => require(${JSON.stringify(path)}).${name} })`,
  )

export const late = {
  name: "late",
  setup: (build) => {
    build.onResolve({ filter: new RegExp(`^(${Object.keys(packages).join("|")})$`) }, ({ kind, path, resolveDir }) =>
      kind === "import-statement" ? { path, namespace: "late", pluginData: resolveDir } : undefined,
    )
    build.onLoad({ filter: /./, namespace: "late" }, ({ path, pluginData }) => ({
      contents: stub(path).join("\n"),
      resolveDir: pluginData,
    }))
  },
}
