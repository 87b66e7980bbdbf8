/** The built program as somebody starts it, and requests to it as no browser would make them. */
import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { request } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"

const bin = join(import.meta.dirname, "../../bin/amili-desk.cjs")

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string> | undefined>>
  readonly body: string
}

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** What the program sees: a home folder of its own, and nothing of the machine. */
const around = (home: string): Record<string, string | undefined> => ({
  PATH: process.env["PATH"],
  HOME: home,
  LANG: "C",
  AMILI_KEYCHAIN: "off",
  NODE_COMPILE_CACHE: join(import.meta.dirname, "../../node_modules/.cache/code"),
})

/** Starts it with a home folder of its own; `stop` ends it. */
export const start = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Desk> => {
  const home = mkdtempSync(join(tmpdir(), "amili-desk-"))
  const desk = new Desk(["--no-browser", "--port", "0", ...args], { ...around(home), ...environment }, home)
  return desk.address().then(() => desk)
}

/** Ends it as by Ctrl-C, and removes its home folder. */
export const stop = async (desk: Desk): Promise<Ended> => {
  const ended = await desk.end()
  rmSync(desk.home, { recursive: true, force: true })
  return ended
}

/** Runs it to its end, for what ends by itself. */
export const ended = (
  args: ReadonlyArray<string>,
  environment: Readonly<Record<string, string | undefined>> = {},
): Promise<Ended> => {
  const home = mkdtempSync(join(tmpdir(), "amili-desk-"))
  const desk = new Desk(["--no-browser", ...args], { ...around(home), ...environment }, home)
  return desk.ended.finally(() => rmSync(home, { recursive: true, force: true }))
}

/** A test that fails before it stops its desk would leave it running: Vitest ends its workers with SIGTERM. */
const running = new Set<ChildProcess>()
process.once("SIGTERM", () => {
  for (const child of running) child.kill("SIGKILL")
  process.exit()
})

export class Desk {
  readonly ended: Promise<Ended>
  readonly home: string
  private readonly child
  private pressed = 0
  private lines: Array<string> = []
  private waiting: Array<() => void> = []

  constructor(args: ReadonlyArray<string>, environment: Readonly<Record<string, string | undefined>>, home: string) {
    const child = spawn(process.execPath, [bin, ...args], { env: environment })
    const said = { stdout: "", stderr: "" }
    child.stdout.on("data", (data) => {
      said.stdout += String(data)
      this.lines = said.stdout.split("\n").slice(0, -1)
      for (const wake of this.waiting.splice(0)) wake()
    })
    child.stderr.on("data", (data) => (said.stderr += String(data)))
    running.add(child)
    this.child = child
    this.home = home
    this.ended = new Promise((resolve) => {
      child.on("close", (code) => {
        resolve({ code, ...said })
        for (const wake of this.waiting.splice(0)) wake()
      })
    })
  }

  /** The address that it has printed at its start, or after so many times Enter. */
  async address(index = 0): Promise<string> {
    while (this.lines[index] === undefined) {
      if (this.child.exitCode !== null) throw new Error(`amili-desk ended: ${(await this.ended).stderr}`)
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
    return this.lines[index]
  }

  /** `http://127.0.0.1:PORT`. */
  async url(): Promise<string> {
    return new URL(await this.address()).origin
  }

  /** Another address, as after Enter in its terminal. */
  fresh(): Promise<string> {
    this.child.stdin.write("\n")
    return this.address(++this.pressed)
  }

  /** Ends it as Ctrl-C does. */
  end(): Promise<Ended> {
    this.child.kill("SIGINT")
    return this.ended
  }

  /** One request; a path of the desk, or a whole address. */
  async ask(path: string, { body, headers = {}, method = "GET" }: Asked = {}): Promise<Answer> {
    const { hostname, pathname, port, search } = new URL(path, await this.url())
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path: pathname + search, method, headers, agent: false }, (response) => {
        let text = ""
        response.on("data", (data) => (text += String(data)))
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
        response.on("error", reject)
      })
      sent.on("error", reject)
      sent.end(body)
    })
  }

  /** Comes in by an address of the terminal, and returns the header with the cookie. */
  async cookie(): Promise<{ readonly cookie: string }> {
    const { headers } = await this.ask(await this.fresh())
    const [first = ""] = headers["set-cookie"] ?? []
    return { cookie: first.split(";")[0] ?? "" }
  }
}
