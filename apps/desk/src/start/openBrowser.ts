/** Shows an address in the browser of the user. Where that cannot be done, the address is on the screen. */
import { spawn } from "node:child_process"
import process from "node:process"
import * as Effect from "effect/Effect"

/** Windows' `start` would read the `&` of an address as its own. */
const programs: Partial<Record<NodeJS.Platform, readonly [program: string, ...args: ReadonlyArray<string>]>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
}

/** The browser is a process of its own, which an end of the desk does not end. */
export const openBrowser = (address: string): Effect.Effect<void> =>
  Effect.sync(() => {
    const [program, ...args] = programs[process.platform] ?? ["xdg-open"]
    const child = spawn(program, [...args, address], { detached: true, stdio: "ignore" })
    child.on("error", () => {})
    child.unref()
  })
