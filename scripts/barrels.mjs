// Imports from a package's index, taken from the modules behind it instead: `import { Effect } from "effect"` reads well
// and would put the whole package into a bundle, and evaluate it at every start. A bundler leaves out what an index
// exports and nobody uses only where no `import()` is; here every command is behind one.
import { readFile } from "node:fs/promises"

/** What these indices export under names of its own, by the module that has it; anything else is a module of that name. */
const functions = { effect: /^[a-z]/ }

const packages = ["effect", "@effect/cli", "@effect/platform"]
const statement = new RegExp(`^import \\{([^}]*)\\} from "(${packages.join("|")})"$`, "gm")

const direct = (_, names, from) =>
  names
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "))
    .map((name) => {
      const [exported, local = exported] = name.split(" as ")
      return functions[from]?.test(exported) === true
        ? `import { ${name} } from "${from}/Function"`
        : `import * as ${local} from "${from}/${exported}"`
    })
    .join(";")

/** For our own sources; the packages of others import modules already. */
export const barrels = {
  name: "barrels",
  setup: (build) => {
    build.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, "utf8")).replace(statement, direct),
      loader: "ts",
    }))
  },
}
