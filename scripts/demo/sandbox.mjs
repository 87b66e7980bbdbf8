/** The sandbox as a process of its own, as a user has it in another terminal. */
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"

/** Starts it and waits until it has said where it listens. `stop` waits until it has kept how far its clock has come. */
export const start = (program, args) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, "sandbox", "start", "--json", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    })
    process.once("exit", () => child.kill())
    const ended = new Promise((done) => child.once("close", done))
    let said = ""
    child.stderr.on("data", (data) => (said += data))
    void ended.then((code) => reject(new Error(`the sandbox ended with code ${code}: ${said.trim()}`)))
    createInterface({ input: child.stdout }).once("line", (line) =>
      resolve({
        environment: JSON.parse(line),
        stop: () => {
          child.kill("SIGTERM")
          return ended
        },
      }),
    )
  })
