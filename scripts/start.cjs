// Starts a bundled app with the code that V8 compiled at an earlier start, which halves the time of a start. The build copies
// this file beside the bundle. Each command has a cache of its own; NODE_DISABLE_COMPILE_CACHE=1 does without.
"use strict"
const fs = require("node:fs")
const os = require("node:os")
const path = require("node:path")
const vm = require("node:vm")

const { program, version, hash } = require("./build.json")
const bundle = path.join(__dirname, "app.cjs")

const { LOCALAPPDATA, XDG_CACHE_HOME, NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE } = process.env
const caches =
  LOCALAPPDATA || XDG_CACHE_HOME || path.join(os.homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache")
const folder = NODE_COMPILE_CACHE || path.join(caches, "amili", "code")
// One or two words name the command. V8 itself compares no more than the length of the source, hence the hash.
const words = process.argv.slice(2, 4).filter((word) => /^[a-z_][a-z_-]*$/.test(word))
const file = path.join(folder, [program, ...words, hash, process.version, process.arch].join("-"))

/** Code that another user may have written is never run. */
const isOurs = (file) => {
  const { uid, mode } = fs.statSync(file)
  return process.getuid === undefined || (uid === process.getuid() && (mode & 0o022) === 0)
}

const read = () => {
  try {
    return isOurs(file) ? fs.readFileSync(file) : undefined
  } catch {
    return undefined // There is none yet.
  }
}

/** Renamed into place, because several starts may write at the same time. Removes caches of earlier versions. */
const write = (data) => {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isOurs(folder)) return
    fs.writeFileSync(`${file}.${process.pid}`, data, { mode: 0o600 })
    fs.renameSync(`${file}.${process.pid}`, file)
    for (const name of fs.readdirSync(folder).filter((name) => name.startsWith("amili"))) {
      const ageInDays = (Date.now() - fs.statSync(path.join(folder, name)).mtimeMs) / 86_400_000
      if (ageInDays > 30) fs.rmSync(path.join(folder, name))
    }
  } catch {
    // Where nothing can be written, the next start takes longer.
  }
}

const start = () => {
  const code = fs.readFileSync(bundle, "utf8")
  const source = `(function (exports, require, module, __filename, __dirname) {${code}\n})`
  const cachedData = NODE_DISABLE_COMPILE_CACHE ? undefined : read()
  const script = new vm.Script(source, { filename: bundle, cachedData })
  // At the end, when the functions that the command needs have been compiled. Code 2: there is no such command.
  if (!NODE_DISABLE_COMPILE_CACHE && script.cachedDataRejected !== false)
    process.on("exit", (status) => status !== 2 && write(script.createCachedData()))
  script.runInThisContext()(exports, require, module, bundle, __dirname)
}

// The version is printed without loading the app.
if (process.argv[2] === "--version") process.stdout.write(`${version}\n`)
else start()
