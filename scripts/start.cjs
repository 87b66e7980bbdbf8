// Starts a bundled app with V8's compiled code from an earlier start: half the start-up time. The build copies this file
// beside each bundle. Each command has a code cache of its own, with what it runs and nothing else, in the platform's
// folder for caches, or in NODE_COMPILE_CACHE; with NODE_DISABLE_COMPILE_CACHE=1 there is none.
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
// It begins with a comment: the program's name, a hash of the rest, and which of its words are groups of commands. The
// rest is a function, as Node would make of it.
const [program, build, ...groups] = source.slice(2, source.indexOf("*/")).split(" ")

/** Of the command that is run, for this bundle and this version of Node. */
const cacheFile = () => {
  const { env, platform } = process
  if (env.NODE_DISABLE_COMPILE_CACHE) return undefined
  const words = process.argv.slice(2, groups.includes(process.argv[2]) ? 4 : 3)
  if (!words.every((word) => /^[a-z_][a-z_-]{1,11}$/.test(word))) return undefined
  const [variable, belowHome] =
    platform === "win32"
      ? ["LOCALAPPDATA", "AppData/Local"]
      : platform === "darwin"
        ? ["", "Library/Caches"]
        : ["XDG_CACHE_HOME", ".cache"]
  const home = env.HOME ?? env.USERPROFILE ?? require("node:os").homedir()
  const caches = path.isAbsolute(env[variable] ?? "") ? env[variable] : path.join(home, belowHome)
  const folder = env.NODE_COMPILE_CACHE || path.join(caches, "amili", "code")
  return path.join(folder, [program, ...words, build, process.version, process.arch].join("-"))
}

/** Code that somebody else could have written is not run: root in a user's home, a folder that all may write to. */
const isOurs = (stats) => process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o022) === 0)

const day = 86_400_000

/** What V8 compiled, if a start has left it. */
const readCache = (file) => {
  try {
    const stats = fs.statSync(file)
    if (!isOurs(stats)) return undefined
    if (Date.now() - stats.mtimeMs > day) fs.utimesSync(file, new Date(), new Date())
    return fs.readFileSync(file)
  } catch {
    return undefined
  }
}

/** Written beside and renamed, so that starts at the same time see all of it or nothing. Removes what is long unused. */
const writeCache = (file, data) => {
  const folder = path.dirname(file)
  const draft = `${file}.${process.pid}.${Date.now()}`
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isOurs(fs.statSync(folder))) return
    fs.writeFileSync(draft, data, { mode: 0o600 })
    fs.renameSync(draft, file)
    for (const name of fs.readdirSync(folder)) {
      const other = path.join(folder, name)
      if (name.startsWith("amili") && Date.now() - fs.statSync(other).mtimeMs > 14 * day) fs.rmSync(other)
    }
  } catch {
    // A folder that cannot be written to costs time, and nothing else.
    fs.rmSync(draft, { force: true })
  }
}

/** Whether V8 runs with the flags of a start. */
let hurried = false

/**
 * A command is mostly over before it pays to optimize code; and nearly everything that is made at the start stays, so the
 * young generation grows at once, instead of copying it each time. Not --no-incremental-marking: it stays off, and a long
 * run takes 70 MB more.
 */
const hurry = (on) => {
  hurried = on
  const { setFlagsFromString } = require("node:v8")
  setFlagsFromString(on ? "--no-opt" : "--opt")
  setFlagsFromString(`--semi-space-growth-factor=${on ? 16 : 2}`)
}

/** With changed flags V8 compiles Node's own modules anew: they are loaded with the flags that Node begins with. */
const withNodesFlags = (load) => {
  if (!hurried) return load()
  hurry(false)
  try {
    return load()
  } finally {
    hurry(true)
  }
}

const isLoaded = (name) => process.moduleLoadList?.includes(`NativeModule ${name.replace("node:", "")}`)

const modules = new Map()
const requireOnce = Object.assign((name) => {
  if (!modules.has(name)) modules.set(name, isLoaded(name) ? require(name) : withNodesFlags(() => require(name)))
  return modules.get(name)
}, require)

const file = cacheFile()
const cache = file && readCache(file)
const script = new vm.Script(source, {
  filename: bundle,
  cachedData: cache,
  importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
})
if (cache !== undefined && !script.cachedDataRejected) {
  const crypto = Object.getOwnPropertyDescriptor(globalThis, "crypto")
  const get = () => {
    // What is asked of it loads more, at once.
    if (hurried) {
      queueMicrotask(() => hurry(true))
      hurry(false)
    }
    return crypto.get.call(globalThis)
  }
  if (crypto?.get !== undefined) Object.defineProperty(globalThis, "crypto", { ...crypto, get })
  // Loads what it writes to, which depends on where the output goes.
  void process.stdout
  hurry(true)
  setTimeout(() => hurry(false), 500).unref()
} else if (file !== undefined) {
  // At the end, so that what the command has run is in it, compiled. 2 is how one ends that does not exist; and one that
  // has worked for long has run more than the next needs to start.
  process.on("exit", (code) => {
    const { system, user } = process.cpuUsage()
    if (code !== 2 && user + system < 2_000_000) writeCache(file, script.createCachedData())
  })
}
script.runInThisContext()(exports, requireOnce, module, bundle, __dirname)
