// Everything on one machine, without credentials: installs, builds, and closes months of a made-up portfolio whose history
// ends today. All that it makes is in out/; run again, also days later, it goes on from there.
import { install, runPnpm } from "./setup.mjs"

install()
if (runPnpm("run", "--silent", "build", "--output-logs=errors-only") !== 0) {
  console.error("demo: the build failed")
  process.exit(1)
}
await import("./demo/walk.mjs")
