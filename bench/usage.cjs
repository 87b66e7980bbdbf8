// Loaded before a program that is measured: writes down at its end what it has used.
const { writeFileSync } = require("node:fs")
const { join } = require("node:path")

process.on("exit", () => {
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  const usage = { peakMb: (maxRSS * 1024) / 1e6, cpuMs: (systemCPUTime + userCPUTime) / 1000 }
  writeFileSync(join(process.env.BENCH_FOLDER, "usage.json"), JSON.stringify(usage))
})
