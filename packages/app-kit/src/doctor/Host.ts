/** Whether the host of the API can be found and its certificate is trusted, by the way that requests take. */
import { lookup } from "node:dns/promises"
import * as https from "node:https"
import { TLSSocket } from "node:tls"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Agents from "../http/Agents.ts"
import * as Proxy from "../http/Proxy.ts"
import * as Trust from "../http/Trust.ts"

/** The host cannot be found, or is not trusted. */
class HostProblem extends Data.TaggedError("HostProblem")<{
  readonly message: string
  readonly hint: string
  readonly exitCode: 5
}> {}

/** `api.example.com is 192.0.2.1, TLSv1.3, certificate until 2026-12-31`. */
export const check = Effect.gen(function* () {
  const url = new URL((yield* AmiliConfig).baseUrl)
  const proxy = yield* Proxy.of(url)
  const where = Option.isSome(proxy)
    ? `${url.hostname} through the proxy ${proxy.value.host}`
    : `${url.hostname} is ${yield* addressOf(url.hostname)}`
  return `${where}, ${url.protocol === "http:" ? "without TLS" : yield* certificate(url)}`
}).pipe(Effect.scoped)

const addressOf = (hostname: string) =>
  Effect.tryPromise({
    try: () => lookup(hostname.replaceAll(/^\[|\]$/g, "")),
    catch: () =>
      new HostProblem({
        message: `no address is known for ${hostname}`,
        hint: "check the name and the network",
        exitCode: 5,
      }),
  }).pipe(Effect.map(({ address }) => address))

/** `TLSv1.3, certificate until 2026-12-31`, by a connection as requests use it, but without a request. */
const certificate = (url: URL) =>
  Effect.flatMap(Agents.make, (agents) =>
    Effect.async<string, Error>((resume) => {
      const request = https.request(url, { agent: agents.https })
      request.on("error", (error) => resume(Effect.fail(error)))
      request.on("socket", (socket) => {
        if (!(socket instanceof TLSSocket)) return
        socket.once("secureConnect", () => {
          const until = new Date(socket.getPeerCertificate().valid_to).toISOString().slice(0, 10)
          resume(Effect.succeed(`${socket.getProtocol() ?? "TLS"}, certificate until ${until}`))
        })
      })
      return Effect.sync(() => request.destroy())
    }).pipe(
      Effect.mapError((error) =>
        Trust.isUntrusted(error)
          ? new HostProblem({
              message: `the certificate of ${url.hostname} is not trusted: ${error.message}`,
              hint: "if your company inspects TLS, set NODE_EXTRA_CA_CERTS to its root certificate",
              exitCode: 5,
            })
          : new HostProblem({
              message: `no TLS with ${url.hostname}: ${error.message}`,
              hint: "check the address, the network and its firewall",
              exitCode: 5,
            }),
      ),
      Effect.timeoutFail({
        duration: "10 seconds",
        onTimeout: () =>
          new HostProblem({
            message: `${url.hostname} does not answer`,
            hint: "check the network and its firewall",
            exitCode: 5,
          }),
      }),
    ),
  )
