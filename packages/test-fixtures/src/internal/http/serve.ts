/** The socket: requests go to the engine, and its answers out again, whole or as a fault has it. */
import type * as HttpApp from "@effect/platform/HttpApp"
import * as HttpRouter from "@effect/platform/HttpRouter"
import * as HttpServerRequest from "@effect/platform/HttpServerRequest"
import * as HttpServerResponse from "@effect/platform/HttpServerResponse"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { createServer, type ServerResponse, STATUS_CODES } from "node:http"
import { type Duplex } from "node:stream"
import { gzipSync } from "node:zlib"
import * as Answer from "../../Answer.ts"
import * as Control from "./Control.ts"
import { type Engine } from "../../Engine.ts"
import { type Options, SandboxError } from "../start/StartOptions.ts"

// A request line of 64 KiB gets Eve's own 414, so Node must not refuse it first.
const longestHeader = 1024 * 1024

/** Listens on loopback until the scope closes; the address it listens on. */
export const listen = (engine: Engine, options: Options): Effect.Effect<string, SandboxError, Scope.Scope> =>
  Effect.gen(function* () {
    const node = createServer({ maxHeaderSize: longestHeader })
    const server = yield* NodeHttpServer.make(() => node, { port: options.port ?? 0, host: "127.0.0.1" }).pipe(
      Effect.mapError(
        () =>
          new SandboxError({
            message: `cannot listen on port ${options.port ?? 0}`,
            hint: "another program may hold it: leave --port out to take a free one",
          }),
      ),
    )
    node.on("clientError", tooLongForNode)
    yield* Effect.addFinalizer(() => Effect.sync(() => node.closeAllConnections()))
    // Its spans, which have queries and headers, would stand among those of the program that is tested.
    yield* Effect.withTracerEnabled(server.serve(application(engine, options)), false)
    const { address } = server
    return address._tag === "TcpAddress" ? `http://127.0.0.1:${address.port}` : ""
  })

/** Even a request line that Node gives up on gets the page that Python's server has for it. */
const tooLongForNode = (error: Error, socket: Duplex): void => {
  const { body, headers } = Answer.uriTooLong
  if (!socket.writable || !("code" in error) || error.code !== "HPE_HEADER_OVERFLOW") {
    socket.destroy()
    return
  }
  const lines = Object.entries({ ...headers, "content-length": String(body.length) }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  socket.end(`HTTP/1.1 414 Request-URI Too Long\r\n${lines.join("\r\n")}\r\n\r\n${body}`)
}

const application = (engine: Engine, options: Options): HttpApp.Default =>
  HttpRouter.empty.pipe(
    HttpRouter.all(`${Control.prefix}/*`, control(engine)),
    HttpRouter.all("*", api(engine, options)),
    // Every path is routed, and the body of a control request is the only thing that can fail to be read.
    Effect.orDie,
  )

const control = (engine: Engine) =>
  Effect.gen(function* () {
    const incoming = yield* HttpServerRequest.HttpServerRequest
    const body = yield* incoming.text
    const now = yield* Clock.currentTimeMillis
    return respond(Control.handle(engine, Answer.request(incoming.method, incoming.url, incoming.headers), body, now))
  })

const api = (engine: Engine, { latency = 0 }: Options) =>
  Effect.gen(function* () {
    const incoming = yield* HttpServerRequest.HttpServerRequest
    if (latency > 0) yield* Effect.sleep(Duration.millis(latency))
    const now = yield* Clock.currentTimeMillis
    const { answer, delivery } = engine.handle(Answer.request(incoming.method, incoming.url, incoming.headers), now)
    if (delivery.delay > 0) yield* Effect.sleep(Duration.millis(delivery.delay))
    if (delivery.end === "whole") return respond(answer, delivery.gzip)
    const response = NodeHttpServerRequest.toServerResponse(incoming)
    const { end } = delivery
    if (end === "close" || end === "chunked") return yield* withoutLength(response, answer, end)
    return yield* breakOff(response, answer, end)
  })

/** Sends a whole answer that does not say how long it is: until the connection closes, or in chunks. */
const withoutLength = (
  response: ServerResponse,
  { body, headers, status }: Answer.Answer,
  end: "close" | "chunked",
): Effect.Effect<never> =>
  Effect.suspend(() => {
    if (end === "close") {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      response.socket?.end(`HTTP/1.0 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines.join("")}\r\n${body}`)
    } else {
      const bytes = Buffer.from(body, "utf8")
      response.writeHead(status, headers)
      for (let start = 0; start < bytes.length; start += oddChunk)
        response.write(bytes.subarray(start, start + oddChunk))
      response.end()
    }
    return Effect.never
  })

const oddChunk = 1021

/** Sends half an answer or nothing, then breaks the connection or falls silent until the client gives up. */
const breakOff = (
  response: ServerResponse,
  answer: Answer.Answer,
  end: "reset" | "cut" | "stall",
): Effect.Effect<never> =>
  Effect.suspend(() => {
    const bytes = Buffer.from(answer.body, "utf8")
    if (end === "reset") response.socket?.resetAndDestroy()
    else {
      response.writeHead(answer.status, { ...answer.headers, "content-length": bytes.length })
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => {
        if (end === "cut") response.socket?.destroy()
      })
    }
    return Effect.never
  })

const respond = ({ status, headers, body }: Answer.Answer, gzip = false): HttpServerResponse.HttpServerResponse => {
  const { "content-type": contentType, ...rest } = headers
  if (contentType === undefined) return HttpServerResponse.empty({ status, headers: rest })
  const bytes = gzip ? gzipSync(body) : Buffer.from(body, "utf8")
  const etag = rest["etag"]
  const compressed = gzip ? { "content-encoding": "gzip", ...(etag === undefined ? {} : { etag: `W/${etag}` }) } : {}
  const length = { "content-length": String(bytes.length) }
  return HttpServerResponse.uint8Array(bytes, { status, headers: { ...rest, ...compressed, ...length }, contentType })
}
