#!/usr/bin/env node
"use strict"
// In git, because a package manager links commands before anything is built.
const fs = require("node:fs")
const path = require("node:path")

const start = path.join(__dirname, "../dist/bundle/start.cjs")
if (fs.existsSync(start)) {
  require(start)
} else {
  process.stderr.write("amili-fleet: not built yet. Next: pnpm build\n")
  process.exitCode = 1
}
