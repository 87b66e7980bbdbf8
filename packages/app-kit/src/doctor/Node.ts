/** Whether this version of Node is one that the programs were made for. */
import process from "node:process"
import * as Effect from "effect/Effect"

export const check = Effect.sync(() => {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
  return major > 20 || (major === 20 && minor >= 19)
    ? `${process.version} on ${process.platform}`
    : { warning: `${process.version} is older than what this was made for`, next: "install Node 20.19 or newer" }
})
