// Loaded before a program that is measured: writes down at its end what it has used.
const { writeFileSync } = require("node:fs")
const path = require("node:path")

process.on("exit", () => {
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  const usage = { peakMb: (maxRSS * 1024) / 1e6, cpuMs: (systemCPUTime + userCPUTime) / 1000 }
  writeFileSync(path.join(process.env.BENCH_FOLDER, "usage.json"), JSON.stringify(usage))
})
