/** The desk as it is installed, asked for its table by bare undici, page after page by the links below it. */
import { spawn } from "node:child_process"
import { createInterface } from "node:readline"
import { request } from "undici"
import { amiliDesk } from "../../harness/apps.ts"
import { setting, timed, type Timed } from "../../harness/Timed.ts"
import { answerOf, pages } from "./answer.ts"

export const run = async (): Promise<Timed> => {
  const [program = "", ...args] = amiliDesk
  const child = spawn(program, [...args, "--no-browser", "--port", "0"], {
    env: { ...process.env, HOME: setting("BENCH_HOME") },
    stdio: ["ignore", "pipe", "ignore"],
  })
  try {
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once("line", resolve)
      child.once("exit", (code) => reject(new Error(`amili-desk ended with code ${code}`)))
    })
    const entered = await request(address)
    const cookie = String(entered.headers["set-cookie"]).split(";")[0] ?? ""
    const ask = async (path: string): Promise<string> => {
      const { body } = await request(new URL(path, address), { headers: { cookie } })
      return body.text()
    }
    const first = "/p/default/cases"
    await ask(first)
    const { time, value } = await timed(async () => {
      const ids: Array<string> = []
      let next: string | undefined = first
      for (let page = 0; page < pages && next !== undefined; page++) {
        const text = await ask(next)
        ids.push(...Array.from(text.matchAll(/cases\/([0-9a-f]{24})"/g), ([, id = ""]) => id))
        next = /href="([^"]+)">Next</.exec(text)?.[1]?.replaceAll("&amp;", "&")
      }
      return ids
    })
    return { ...time, answer: answerOf(value) }
  } finally {
    child.kill("SIGINT")
  }
}
