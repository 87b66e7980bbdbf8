// Writes the API reference of the described packages to `out/reference`: `pnpm reference`, after `pnpm build`.
// Fails where an exported symbol has no description, and names it. `--check` writes nothing.
import { Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor"
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Every exported symbol of these is described. */
const described = ["core"]

const silent = { default: { logLevel: "none" } }
const modules = new Set(["EntryPoint", "Namespace", "Package"])

/** The files that users import, but those that the index has already. */
const entriesOf = (folder) => {
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const index = readFileSync(join(folder, "dist/index.d.ts"), "utf8")
  return Object.values(exports)
    .flatMap((entry) => entry?.types ?? [])
    .filter((file) => !index.includes(`"./${basename(file, ".d.ts")}.ts"`))
}

/** The model of what a file exports. */
const modelOf = (folder, entry, apiJsonFilePath) => {
  const config = ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, "package.json"),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, entry),
      compiler: { tsconfigFilePath: join(folder, "tsconfig.src.json") },
      apiReport: { enabled: false },
      docModel: { enabled: true, apiJsonFilePath },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
      messages: {
        compilerMessageReporting: silent,
        extractorMessageReporting: silent,
        tsdocMessageReporting: silent,
      },
    },
  })
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true
    },
  })
  return JSON.parse(readFileSync(apiJsonFilePath, "utf8"))
}

/** The exported symbols without a description. A type and a value of one name share theirs. */
const undescribed = (model) => {
  const descriptions = new Map()
  const visit = (item, path) => {
    for (const member of item.members ?? []) {
      const name = member.kind === "EntryPoint" ? path : [...path, member.name]
      if (modules.has(member.kind)) visit(member, name)
      else {
        const key = name.join(".")
        descriptions.set(key, (descriptions.get(key) ?? "") + (member.docComment ?? ""))
      }
    }
  }
  visit(model, [])
  return [...descriptions].filter(([, text]) => text.trim() === "").map(([name]) => name)
}

const scratch = mkdtempSync(join(tmpdir(), "amili-reference-"))
let missing = 0
try {
  for (const name of described) {
    const folder = join(root, "packages", name)
    for (const entry of entriesOf(folder)) {
      const models = join(scratch, name, basename(entry, ".d.ts"))
      mkdirSync(models, { recursive: true })
      const model = modelOf(folder, entry, join(models, `${name}.api.json`))
      for (const symbol of undescribed(model)) {
        console.error(`reference: ${name}: ${symbol} has no description`)
        missing += 1
      }
      if (process.argv.includes("--check")) continue
      const documenter = join(root, "scripts/node_modules/@microsoft/api-documenter/bin/api-documenter")
      const output = join(root, "out/reference", name, basename(entry, ".d.ts"))
      const { status } = spawnSync(process.execPath, [documenter, "markdown", "-i", models, "-o", output])
      if (status !== 0) throw new Error(`the reference of ${name} could not be written`)
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = missing === 0 ? 0 : 1
