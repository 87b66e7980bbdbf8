import { readFileSync } from "node:fs"
import * as http from "node:http"
import * as https from "node:https"
import * as net from "node:net"
import { fileURLToPath } from "node:url"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import { HttpClient } from "@effect/platform"
import { NodeFileSystem, NodeHttpClient } from "@effect/platform-node"
import { describe, expect, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import * as Agents from "../../src/http/Agents.ts"
import * as Environment from "../../src/settings/Environment.ts"

/** Of 127.0.0.1 and api.example.invalid, until 2126. */
const certificate = fileURLToPath(new URL("fixtures/self-signed.pem", import.meta.url))
const pem = readFileSync(certificate, "utf8")

const listening = <S extends net.Server>(server: S) =>
  Effect.acquireRelease(
    Effect.async<{ readonly server: S; readonly port: number }>((resume) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        resume(Effect.succeed({ server, port: typeof address === "object" && address !== null ? address.port : 0 }))
      })
    }),
    () => Effect.sync(() => void server.close()),
  )

/** A server with a certificate of its own, that counts its connections. */
const secureServer = Effect.gen(function* () {
  const seen = { connections: 0 }
  const server = https.createServer({ key: pem, cert: pem }, (request, response) => response.end(`got ${request.url}`))
  server.on("connection", () => (seen.connections += 1))
  const { port } = yield* listening(server)
  return { port, seen }
})

/** A proxy that wants a user name and a password, and sends every host to the port. */
const proxyTo = (port: number) =>
  Effect.gen(function* () {
    const asked: Array<string> = []
    const server = http.createServer((_, response) => response.writeHead(405).end())
    server.on("connect", (request, client) => {
      client.on("error", () => {})
      if (request.headers["proxy-authorization"] !== `Basic ${Buffer.from("user:p@ss").toString("base64")}`)
        return client.end("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n")
      asked.push(request.url ?? "")
      const upstream = net.connect(port, "127.0.0.1", () => {
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n")
        upstream.pipe(client).pipe(upstream)
      })
      upstream.on("error", () => client.destroy())
    })
    return { asked, port: (yield* listening(server)).port }
  })

const get = (url: string) =>
  Effect.flatMap(HttpClient.HttpClient, (client) => Effect.flatMap(client.get(url), ({ text }) => text))

const client = (baseUrl: string, variables: Environment.Variables) =>
  NodeHttpClient.layerWithoutAgent.pipe(
    Layer.provide(
      Layer.scoped(
        NodeHttpClient.HttpAgent,
        Effect.map(Effect.withConfigProvider(Agents.make, Environment.of(variables)), (agents) => ({
          [NodeHttpClient.HttpAgentTypeId]: NodeHttpClient.HttpAgentTypeId,
          ...agents,
        })),
      ),
    ),
    Layer.provide([AmiliConfig.layer({ baseUrl }), NodeFileSystem.layer]),
  )

describe("Requests to the API", () => {
  it.scopedLive("keep their connection open", () =>
    Effect.gen(function* () {
      const { port, seen } = yield* secureServer
      const url = `https://127.0.0.1:${port}`
      const answers = yield* Effect.forEach(["/a", "/b", "/c"], (path) => get(`${url}${path}`)).pipe(
        Effect.provide(client(url, { NODE_EXTRA_CA_CERTS: certificate })),
      )
      expect(answers).toEqual(["got /a", "got /b", "got /c"])
      expect(seen.connections).toBe(1)
    }),
  )

  it.scopedLive.each(["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"])("trust the certificates of %s", (variable) =>
    Effect.gen(function* () {
      const url = `https://127.0.0.1:${(yield* secureServer).port}`
      expect(yield* Effect.provide(get(url), client(url, { [variable]: certificate }))).toBe("got /")
      const refused = yield* Effect.flip(Effect.provide(get(url), client(url, {})))
      expect(refused).toMatchObject({ reason: "Transport", cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } })
    }),
  )

  it.scopedLive("say which variable names no certificates", () =>
    Effect.gen(function* () {
      const url = "https://127.0.0.1:1"
      const problem = yield* Effect.flip(Effect.provide(get(url), client(url, { SSL_CERT_FILE: "/nonexistent" })))
      expect(problem.message).toBe("SSL_CERT_FILE: cannot read /nonexistent")
    }),
  )
})

describe("Requests through a proxy", () => {
  const url = "https://api.example.invalid"
  const environment = (port: number, user: string) => ({
    HTTPS_PROXY: `http://${user}@127.0.0.1:${port}`,
    SSL_CERT_FILE: certificate,
  })

  it.scopedLive("give it the user name and the password, and use one connection", () =>
    Effect.gen(function* () {
      const proxy = yield* proxyTo((yield* secureServer).port)
      const answers = yield* Effect.forEach(["/a", "/b"], (path) => get(`${url}${path}`)).pipe(
        Effect.provide(client(url, environment(proxy.port, "user:p%40ss"))),
      )
      expect(answers).toEqual(["got /a", "got /b"])
      expect(proxy.asked).toEqual(["api.example.invalid:443"])
    }),
  )

  it.scopedLive("check the server's certificate as without one", () =>
    Effect.gen(function* () {
      const proxy = yield* proxyTo((yield* secureServer).port)
      const other = "https://other.example.invalid"
      const refused = yield* Effect.flip(
        Effect.provide(get(other), client(other, environment(proxy.port, "user:p%40ss"))),
      )
      expect(refused).toMatchObject({ reason: "Transport", cause: { code: "ERR_TLS_CERT_ALTNAME_INVALID" } })
    }),
  )

  it.scopedLive("name what the proxy answered", () =>
    Effect.gen(function* () {
      const proxy = yield* proxyTo(1)
      const refused = yield* Effect.flip(Effect.provide(get(url), client(url, environment(proxy.port, "user:wrong"))))
      expect(refused).toMatchObject({ reason: "Transport", cause: { code: "ERR_PROXY_407" } })
    }),
  )
})
