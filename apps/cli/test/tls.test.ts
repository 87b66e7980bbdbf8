import { readFileSync } from "node:fs"
import { createServer } from "node:https"
import * as net from "node:net"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { amili, linesOf } from "./amili.ts"

const file = fileURLToPath(new URL("fixtures/self-signed.pem", import.meta.url))
const pem = readFileSync(file, "utf8")

/** What `amili doctor` finds of the host, while this server listens. */
const host = async (server: net.Server, environment: Readonly<Record<string, string>> = {}) => {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  const port = typeof address === "object" && address !== null ? address.port : 0
  const { code, stdout } = await amili(["doctor", "--json", "--retries", "0"], {
    environment: { AMILI_BASE_URL: `https://127.0.0.1:${port}`, AMILI_ACCESS_TOKEN: "none", ...environment },
  })
  await new Promise((resolve) => server.close(resolve))
  const findings = linesOf(stdout).map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code, ...findings.find(({ name }) => name === "Host") }
}

const withCertificate = () =>
  createServer({ key: pem, cert: pem }, (_, response) => {
    response.writeHead(404, { connection: "close" }).end()
  })

describe("A command whose server shows a certificate that nobody trusts", () => {
  it("asks once, and says what to set", async () => {
    let connections = 0
    const server = withCertificate().on("connection", () => (connections += 1))
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    const { code, stderr } = await amili(["case", "summary"], {
      environment: { AMILI_BASE_URL: `https://127.0.0.1:${port}`, AMILI_ACCESS_TOKEN: "none" },
    })
    await new Promise((resolve) => server.close(resolve))
    expect({ code, connections }).toEqual({ code: 5, connections: 1 })
    expect(stderr).toMatch(/^amili: the API shows a certificate that nobody vouches for .*NODE_EXTRA_CA_CERTS/)
  })
})

describe("amili doctor, of a host with TLS,", () => {
  it("says what to do about a certificate that nobody trusts", async () => {
    expect(await host(withCertificate())).toMatchObject({
      code: 5,
      state: "failed",
      detail: "the certificate of 127.0.0.1 is not trusted: self-signed certificate",
      next: expect.stringContaining("NODE_EXTRA_CA_CERTS"),
    })
  })

  it("tells the protocol, and how long a trusted certificate is good for", async () => {
    expect(await host(withCertificate(), { NODE_EXTRA_CA_CERTS: file })).toMatchObject({
      state: "ok",
      detail: expect.stringMatching(/^127\.0\.0\.1 is 127\.0\.0\.1, TLSv1\.[23], certificate until 2126-\d\d-\d\d$/),
    })
  })

  it("tells a server without TLS from one whose certificate is wrong", async () => {
    const plain = net.createServer((socket) => {
      socket.on("error", () => {}).end("HTTP/1.1 400 Bad Request\r\n\r\n", () => socket.destroy())
    })
    expect(await host(plain)).toMatchObject({
      code: 5,
      state: "failed",
      detail: expect.stringMatching(/^no TLS with 127\.0\.0\.1: /),
    })
  })
})
