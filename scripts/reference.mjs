// Writes the API reference of the described packages to `out/reference`: `pnpm reference`, after `pnpm build`.
// Fails where an exported symbol, or a field of its type, has no description, and names it. `--check` writes nothing.
import { CompilerState, Extractor, ExtractorConfig, ExtractorLogLevel } from "@microsoft/api-extractor"
import { spawnSync } from "node:child_process"
import { createRequire } from "node:module"
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"

// The compiler of api-extractor: our own has no interface for programs.
const ts = createRequire(import.meta.resolve("@microsoft/api-extractor"))("typescript")

const root = dirname(dirname(fileURLToPath(import.meta.url)))
/** Every exported symbol of these is described. The packages that are left out change with our commands, as their README says. */
const described = ["core", "test-fixtures", "sheets", "sie"]
/** Of these, the fields of exported types too. */
const withFields = new Set(["core", "test-fixtures"])
/** The class says what `_tag` is, and `Field.system` what every document has. */
const known = new Set(["_tag", "id", "createdAt", "updatedAt", "etag"])

const silent = { default: { logLevel: "none" } }
const modules = new Set(["EntryPoint", "Namespace", "Package"])

/** The files that users import, without those that the index has already. */
const entriesOf = (folder) => {
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const built = readdirSync(join(folder, "dist"), { recursive: true })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".d.ts") && !file.startsWith("test/"))
    .map((file) => file.slice(0, -".d.ts".length))
  const hidden = Object.keys(exports).filter((key) => exports[key] === null)
  const isHidden = (name) =>
    hidden.some((key) => (key.endsWith("*") ? `./${name}`.startsWith(key.slice(0, -1)) : key === `./${name}`))
  const index = exports["."] === undefined ? "" : readFileSync(join(folder, "dist/index.d.ts"), "utf8")
  return Object.values(exports)
    .flatMap((entry) => entry?.types ?? [])
    .flatMap((file) => (file.includes("*") ? built.map((name) => file.replace("*", name)) : [file]))
    .filter((file) => !isHidden(nameOf(file)) && !index.includes(`"./${nameOf(file)}.ts"`))
    .filter((file, position, files) => files.indexOf(file) === position)
}

/** A module as its users name it: `csv/Csv`. */
const nameOf = (entry) => entry.slice("./dist/".length, -".d.ts".length)

/** What a file exports, as api-extractor describes it. */
const modelOf = (config, compilerState) => {
  Extractor.invoke(config, {
    compilerState,
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel !== ExtractorLogLevel.Error) message.handled = true
    },
  })
  return JSON.parse(readFileSync(config.apiJsonFilePath, "utf8"))
}

const configOf = (folder, entry, apiJsonFilePath) =>
  ExtractorConfig.prepare({
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

/**
 * The fields and methods without a description of the interfaces, classes and types that a file exports. From the compiler, since
 * the model of api-extractor leaves out what a type inherits, as errors do nearly all of theirs.
 */
const undescribedFields = (program, file, folder) => {
  const checker = program.getTypeChecker()
  const built = `${folder.replaceAll("\\", "/")}/dist/`
  const isOurs = (declaration) =>
    declaration.getSourceFile().fileName.startsWith(built) &&
    (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Private) === 0
  const isMissing = (field) =>
    !known.has(field.name) &&
    field.declarations?.every(isOurs) === true &&
    field.getDocumentationComment(checker).length === 0
  const seen = new Set()
  const visit = (exported, path) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    if (seen.has(symbol)) return []
    seen.add(symbol)
    if (symbol.flags & ts.SymbolFlags.Module)
      return checker.getExportsOfModule(symbol).flatMap((one) => visit(one, [...path, one.name]))
    if (!(symbol.flags & ts.SymbolFlags.Type)) return []
    const type = checker.getDeclaredTypeOfSymbol(symbol)
    const fields = (type.isUnion() ? type.types : [type]).flatMap((one) => one.getProperties())
    return fields.filter(isMissing).map(({ name }) => [...path, name].join("."))
  }
  return [...new Set(visit(checker.getSymbolAtLocation(program.getSourceFile(file)), []))]
}

const scratch = mkdtempSync(join(tmpdir(), "amili-reference-"))
let missing = 0
try {
  for (const name of described) {
    const folder = join(root, "packages", name)
    const configs = entriesOf(folder).map((entry) => {
      const models = join(scratch, name, nameOf(entry))
      mkdirSync(models, { recursive: true })
      return configOf(folder, entry, join(models, `${name}.api.json`))
    })
    const [first, ...others] = configs
    // One compilation for all files of a package: it takes nearly all of the time.
    const compiled = CompilerState.create(first, {
      additionalEntryPoints: others.map(({ mainEntryPointFilePath }) => mainEntryPointFilePath),
    })
    for (const config of configs) {
      const model = modelOf(config, compiled)
      const fields = withFields.has(name)
        ? undescribedFields(compiled.program, config.mainEntryPointFilePath, folder)
        : []
      for (const symbol of [...undescribed(model), ...fields]) {
        console.error(`reference: ${relative(scratch, dirname(config.apiJsonFilePath))}: ${symbol} has no description`)
        missing += 1
      }
      if (process.argv.includes("--check")) continue
      const documenter = join(root, "scripts/node_modules/@microsoft/api-documenter/bin/api-documenter")
      const models = dirname(config.apiJsonFilePath)
      const output = join(root, "out/reference", relative(scratch, models))
      const { status } = spawnSync(process.execPath, [documenter, "markdown", "-i", models, "-o", output])
      if (status !== 0) throw new Error(`the reference of ${name} could not be written`)
    }
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
process.exitCode = missing === 0 ? 0 : 1
