// Starts a bundled app with the code that V8 compiled at an earlier start, which halves the time of a start. The build copies
// this file beside the bundle. Each command has a cache of its own; NODE_DISABLE_COMPILE_CACHE=1 does without.
"use strict"
const fs = require("node:fs")
const os = require("node:os")
const path = require("node:path")
const vm = require("node:vm")

const { program, version, hash } = require("./build.json")
const bundle = path.join(__dirname, "app.cjs")

const { HOME, LOCALAPPDATA, XDG_CACHE_HOME, NODE_COMPILE_CACHE, NODE_DISABLE_COMPILE_CACHE } = process.env

/** The cache folder of the user; undefined for a user id without an account, and no variable that names a home. */
const caches = () => {
  const named = [LOCALAPPDATA, XDG_CACHE_HOME].find(isAbsolute)
  if (named !== undefined) return named
  const below = process.platform === "darwin" ? "Library/Caches" : ".cache"
  try {
    return path.join(isAbsolute(HOME) ? HOME : os.userInfo().homedir, below)
  } catch {
    return undefined
  }
}

/** A relative path would put the cache into the working folder. */
const isAbsolute = (folder) => folder !== undefined && path.isAbsolute(folder)

const userCaches = caches()
const folder = isAbsolute(NODE_COMPILE_CACHE)
  ? NODE_COMPILE_CACHE
  : userCaches && path.join(userCaches, "amili", "code")
const cached = folder !== undefined && !NODE_DISABLE_COMPILE_CACHE
// One or two words name the command. V8 itself compares no more than the length of the source, hence the hash.
const words = process.argv.slice(2, 4).filter((word) => /^[a-z_][a-z_-]*$/.test(word))
const file = path.join(folder ?? "", [program, ...words, hash, process.version, process.arch].join("-"))

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

/** One level at a time: where new folders are refused (/proc) Node's own recursion never ends. */
const make = (folder) => {
  if (fs.existsSync(folder)) return
  if (path.dirname(folder) !== folder) make(path.dirname(folder))
  fs.mkdirSync(folder, { mode: 0o700 })
}

/** Renamed into place, because several starts may write at the same time. Removes caches of earlier versions. */
const write = (data) => {
  try {
    make(folder)
    if (!isOurs(folder)) return
    fs.writeFileSync(`${file}.${process.pid}`, data, { mode: 0o600 })
    fs.renameSync(`${file}.${process.pid}`, file)
    for (const name of fs.readdirSync(folder).filter((name) => /^(amili|sie)-/.test(name))) {
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
  const cachedData = cached ? read() : undefined
  const script = new vm.Script(source, { filename: bundle, cachedData })
  // At the end, when the functions that the command needs have been compiled. Code 2: there is no such command.
  if (cached && script.cachedDataRejected !== false)
    process.on("exit", (status) => status !== 2 && write(script.createCachedData()))
  script.runInThisContext()(exports, require, module, bundle, __dirname)
}

// The version is printed without loading the app.
if (process.argv[2] === "--version") process.stdout.write(`${version}\n`)
else start()
