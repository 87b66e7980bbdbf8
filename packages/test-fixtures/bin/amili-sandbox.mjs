#!/usr/bin/env node
// In git, because a package manager links commands before anything is built.
await import("../dist/bin.js")
