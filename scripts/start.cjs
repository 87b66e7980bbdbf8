// Starts a bundled app with V8's compiled code from an earlier start: half the start-up time. The build copies this file
// beside each bundle. Each command has a code cache of its own, with what it runs and nothing else. Its name has the
// bundle's content and the version of Node in it, so that a stale one is never read; where the folder cannot be written
// there is simply none.
"use strict"
const fs = require("node:fs")
const path = require("node:path")
const vm = require("node:vm")

// The version alone needs nothing of the app.
if (process.argv.length === 3 && process.argv[2] === "--version") {
  const { version } = JSON.parse(fs.readFileSync(path.join(__dirname, "../../package.json"), "utf8"))
  process.stdout.write(`${version}\n`)
  process.exit(0)
}

const bundle = path.join(__dirname, "app.cjs")
// The bundle is ASCII: reading it as latin1 spares the decoding of UTF-8.
const source = fs.readFileSync(bundle, "latin1")
const build = source.slice(2, source.indexOf("*/"))
const words = process.argv.slice(2, 4)
const end = words.findIndex((word) => !/^[a-z]{2,12}$/.test(word))
const command = (end === -1 ? words : words.slice(0, end)).join("-") || "app"
const cache = path.join(__dirname, `${command}-${build}-${process.version}-${process.arch}.cache`)

let cachedData
try {
  cachedData = fs.readFileSync(cache)
} catch {
  // Not there yet.
}
const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
  filename: bundle,
  cachedData,
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})
if (cachedData === undefined || script.cachedDataRejected) {
  // Written when the program ends: what it has run by then is in it, compiled. Whoever was first has written it.
  process.on("exit", (code) => {
    // 2 is how a command ends that does not exist.
    if (code === 2) return
    if (!script.cachedDataRejected && fs.existsSync(cache)) return
    const draft = `${cache}.${process.pid}`
    try {
      fs.writeFileSync(draft, script.createCachedData())
      fs.renameSync(draft, cache)
    } catch {
      fs.rmSync(draft, { force: true })
    }
  })
}
script.runInThisContext()(exports, require, module, bundle, __dirname)
