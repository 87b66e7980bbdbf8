import { createServer, request } from "node:http"
import { inject, describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

/** A server that takes no notice of `projection`, in front of the sandbox, while something is done. */
const withoutProjection = async (use: (baseUrl: string) => Promise<void>) => {
  const target = inject("environment")["AMILI_BASE_URL"] ?? ""
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? "", target)
    url.searchParams.delete("projection")
    const passed = request(url, { method: asked.method ?? "GET", headers: asked.headers }, (received) => {
      answer.writeHead(received.statusCode ?? 500, received.headers)
      received.pipe(answer)
    })
    asked.pipe(passed)
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  try {
    await use(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`)
  } finally {
    server.close()
  }
}

describe("amili api where a server sends what it is asked to leave out", () => {
  it.each([
    { argv: ["api", "cases", "--all"] },
    { argv: ["api", "cases", "--param", "max_results=5"] },
    { argv: ["api", "cases", "--param", "max_results=5", "--query", "_items"] },
  ])("prints nothing that is personal: $argv", ({ argv }) =>
    withoutProjection(async (baseUrl) => {
      const surroundings = { environment: { AMILI_BASE_URL: baseUrl } }
      const { code, stdout } = await amili(argv, surroundings)
      expect(code).toBe(0)
      expect(stdout).toContain("creditor_name")
      expect(stdout).not.toMatch(/customer_(name|id_number|number|status)/)
      const asked = await amili([...argv, "--debtor"], surroundings)
      expect(asked.stdout).toContain("customer_name")
      expect(linesOf(asked.stdout).length).toBe(linesOf(stdout).length)
    }),
  )
})
