/** What a server sends beyond all bounds ends a command early, and takes little memory. */
import { createServer, type Server } from "node:http"
import { createGzip } from "node:zlib"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { amili, linesOf } from "../amili.ts"

/** A gibibyte of blanks, in about one megabyte. */
const bomb = () =>
  new Promise<Buffer>((resolve) => {
    const gzip = createGzip()
    const parts: Array<Buffer> = []
    let left = 1024
    const write = () => {
      while (left > 0) {
        left -= 1
        if (!gzip.write(Buffer.alloc(2 ** 20, " "))) return void gzip.once("drain", write)
      }
      gzip.end()
    }
    gzip.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve(Buffer.concat(parts)))
    write()
  })

/** Writes the most memory that the program had, in MB, to the end of stderr. */
const measured = `--import=data:text/javascript,${encodeURIComponent(
  'process.on("exit",()=>process.stderr.write(`${Math.round(process.resourceUsage().maxRSS/1024)}\\n`))',
)}`

describe("amili case open", () => {
  let server: Server
  let url = ""
  beforeAll(async () => {
    const body = await bomb()
    server = createServer((request, response) => {
      const marked = request.url?.startsWith("/marked/")
      response.writeHead(200, {
        "content-type": "application/json",
        ...(marked ? { "content-encoding": "gzip" } : {}),
      })
      response.end(body)
    })
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`
  }, 30_000)
  afterAll(() => server.close())

  it.each(["marked", "unmarked"])(
    "stays under 300 MB where an answer unpacks to a gibibyte (gzip %s)",
    async (kind) => {
      const environment = { AMILI_BASE_URL: `${url}/${kind}`, AMILI_ACCESS_TOKEN: "any", NODE_OPTIONS: measured }
      const { code, stderr, stdout } = await amili(["case", "open", "--all"], { environment })
      const [message, memory] = linesOf(stderr)
      expect({ code, stdout, message }).toMatchObject({
        code: 1,
        stdout: "",
        message: expect.stringContaining("larger than the 64 MiB that an answer may have"),
      })
      expect(Number(memory)).toBeGreaterThan(20)
      expect(Number(memory)).toBeLessThan(300)
    },
  )
})
