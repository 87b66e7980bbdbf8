// Packages with one function that few starts need and that take milliseconds to evaluate: in a bundle they are evaluated
// when the function is first called.
const packages = ["string-width"]

export const late = {
  name: "late",
  setup: (build) => {
    build.onResolve({ filter: new RegExp(`^(${packages.join("|")})$`) }, ({ kind, path, resolveDir }) =>
      kind === "import-statement" ? { path, namespace: "late", pluginData: resolveDir } : undefined,
    )
    build.onLoad({ filter: /./, namespace: "late" }, ({ path, pluginData }) => ({
      contents: `module.exports = (...given) => require(${JSON.stringify(path)}).default(...given)`,
      resolveDir: pluginData,
    }))
  },
}
