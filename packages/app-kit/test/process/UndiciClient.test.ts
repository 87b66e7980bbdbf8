import { createServer, type RequestListener } from "node:http"
import * as HttpClient from "@effect/platform/HttpClient"
import * as HttpClientRequest from "@effect/platform/HttpClientRequest"
import * as UrlParams from "@effect/platform/UrlParams"
import { describe, expect, it } from "@effect/vitest"
import { Cause, Chunk, Effect, Either, Exit, Fiber, Stream } from "effect"
import * as Carrier from "@amili-cases/core/Carrier"
import * as UndiciClient from "../../src/process/UndiciClient.ts"

const serve = (handler: RequestListener) =>
  Effect.acquireRelease(
    Effect.async<{ readonly url: string; readonly close: () => void }>((resume) => {
      const server = createServer(handler)
      server.listen(0, "127.0.0.1", () => {
        const address = server.address()
        const port = typeof address === "object" && address !== null ? address.port : 0
        const close = () => {
          server.closeAllConnections()
          server.close()
        }
        resume(Effect.succeed({ url: `http://127.0.0.1:${port}`, close }))
      })
    }),
    ({ close }) => Effect.sync(close),
  )

const get = (url: string) => Effect.flatMap(HttpClient.HttpClient, (client) => client.get(url))

describe("An answer by our client over undici", () => {
  it.scopedLive("is read in every way that the platform offers, as often as one likes", () =>
    Effect.gen(function* () {
      const text = '\uFEFF{"å":1}'
      const { url } = yield* serve((_, response) => {
        response.writeEarlyHints({ link: "</style.css>; rel=preload" })
        response.writeHead(200, { "Content-Type": "application/json", "set-cookie": ["a=1", "b=2"] })
        response.write(Buffer.from(text).subarray(0, 7), () => response.end(Buffer.from(text).subarray(7)))
      })
      const answer = yield* get(`${url}/cases?page=1#top`)
      expect([answer.status, answer.headers["content-type"], answer.headers["set-cookie"]]).toEqual([
        200,
        "application/json",
        "a=1, b=2",
      ])
      expect(yield* answer.text).toBe('{"å":1}')
      expect(Buffer.from(yield* answer.arrayBuffer).toString()).toBe(text)
      expect(yield* answer.json).toEqual({ å: 1 })
      const chunks = Chunk.toReadonlyArray(yield* Stream.runCollect(answer.stream))
      expect(Buffer.concat(chunks).toString()).toBe(text)
      expect(UrlParams.toString(yield* answer.urlParamsBody)).toContain("1")
      expect(answer.toJSON()).toMatchObject({ status: 200 })
    }).pipe(Effect.provide(UndiciClient.layer)),
  )

  it.scopedLive("without a body is empty", () =>
    Effect.gen(function* () {
      const { url } = yield* serve((_, response) => response.writeHead(204).end())
      const answer = yield* get(url)
      expect([answer.status, yield* answer.text, Object.keys(answer.cookies.cookies)]).toEqual([204, "", []])
    }).pipe(Effect.provide(UndiciClient.layer)),
  )

  it.scopedLive.each(["with an announced length", "in chunks"])("that is cut %s keeps its status and no body", (how) =>
    Effect.gen(function* () {
      const { url } = yield* serve((_, response) => {
        response.writeHead(500, how === "in chunks" ? {} : { "content-length": "100" })
        response.write("some", () => response.socket?.destroy())
      })
      const answer = yield* get(url)
      expect(answer.status).toBe(500)
      expect(yield* Effect.flip(answer.arrayBuffer)).toMatchObject({ _tag: "ResponseError", reason: "Decode" })
    }).pipe(Effect.provide(UndiciClient.layer)),
  )

  it.scopedLive("that leads elsewhere is not followed", () =>
    Effect.gen(function* () {
      const { url } = yield* serve((_, response) => response.writeHead(302, { location: "/other" }).end())
      expect(yield* get(url)).toMatchObject({ status: 302, headers: { location: "/other" } })
    }).pipe(Effect.provide(UndiciClient.layer)),
  )
})

describe("A request by our client over undici", () => {
  it.scopedLive("arrives with path, query, headers and body", () =>
    Effect.gen(function* () {
      const { url } = yield* serve((request, response) => {
        let body = ""
        request.setEncoding("utf8").on("data", (text) => (body += String(text)))
        request.on("end", () =>
          response.end(`${request.method} ${request.url} ${String(request.headers["x-api-key"])} ${body}`),
        )
      })
      const request = HttpClientRequest.post(`${url}/a?b=1`).pipe(
        HttpClientRequest.setHeader("X-API-Key", "k"),
        HttpClientRequest.appendUrlParam("c", "å"),
        HttpClientRequest.bodyText("hej"),
      )
      const answer = yield* Effect.flatMap(HttpClient.HttpClient, (client) => client.execute(request))
      expect(yield* answer.text).toBe("POST /a?b=1&c=%C3%A5 k hej")
    }).pipe(Effect.provide(UndiciClient.layer)),
  )

  it.scopedLive("that nobody answers fails with the code of what went wrong", () =>
    Effect.gen(function* () {
      const gone = yield* Effect.scoped(serve(() => {}))
      const broken = yield* serve((request) => request.socket.destroy())
      const errors = yield* Effect.all([Effect.flip(get(gone.url)), Effect.flip(get(broken.url))])
      expect(errors).toMatchObject([
        { _tag: "RequestError", reason: "Transport", cause: { code: "ECONNREFUSED" } },
        { _tag: "RequestError", reason: "Transport", cause: { code: "UND_ERR_SOCKET" } },
      ])
    }).pipe(Effect.provide(UndiciClient.layer)),
  )

  it.scopedLive("that cannot be sent fails and says so", () =>
    Effect.gen(function* () {
      const client = yield* HttpClient.HttpClient
      const form = HttpClientRequest.post("http://127.0.0.1:1/").pipe(HttpClientRequest.bodyFormData(new FormData()))
      expect(yield* Effect.flip(client.execute(form))).toMatchObject({ reason: "Encode" })
      expect(yield* Effect.flip(get("no url"))).toMatchObject({ reason: "InvalidUrl" })
      const header = HttpClientRequest.get("http://127.0.0.1:1/", { headers: { "x-a": "b\nc" } })
      expect(yield* Effect.flip(client.execute(header))).toMatchObject({ reason: "Transport" })
    }).pipe(Effect.provide(UndiciClient.layer)),
  )

  it.scopedLive("that is interrupted closes its connection, and leaves others alone", () =>
    Effect.gen(function* () {
      const waiting: Array<() => void> = []
      let seen = 0
      let closed: () => void = () => {}
      const isClosed = new Promise<void>((resolve) => (closed = resolve))
      let arrived: () => void = () => {}
      const hasArrived = new Promise<void>((resolve) => (arrived = resolve))
      const { url } = yield* serve((request, response) => {
        if (request.url === "/slow") {
          response.on("close", closed)
          response.writeHead(200).write("begun")
        } else waiting.push(() => response.end("other"))
        seen += 1
        if (seen === 2) arrived()
      })
      const slow = yield* Effect.fork(get(`${url}/slow`))
      const other = yield* Effect.fork(Effect.flatMap(get(`${url}/other`), (answer) => answer.text))
      yield* Effect.promise(() => hasArrived)
      yield* Fiber.interrupt(slow)
      yield* Effect.promise(() => isClosed)
      waiting[0]?.()
      expect(yield* Fiber.join(other)).toBe("other")
    }).pipe(Effect.provide(UndiciClient.layer)),
  )
})

describe("What our client over undici carries", () => {
  it.scopedLive("is a whole answer, also when it is an error or breaks off", () =>
    Effect.gen(function* () {
      const { url } = yield* serve((request, response) => {
        if (request.url === "/whole") response.writeHead(418, { "X-A": "b" }).end("text")
        else if (request.url === "/cut")
          response.writeHead(200, { "content-length": "9" }).write("a", () => response.destroy())
        else response.destroy()
      })
      const carry = yield* Effect.flatMap(HttpClient.HttpClient, Carrier.from)
      const whole = yield* carry(HttpClientRequest.get(`${url}/whole`), 60_000)
      expect([whole.status, whole.headers["x-a"], Either.map(whole.body, String)]).toMatchObject([
        418,
        "b",
        Either.right("116,101,120,116"),
      ])
      const cut = yield* carry(HttpClientRequest.get(`${url}/cut`), 60_000)
      expect([cut.status, Either.isLeft(cut.body)]).toEqual([200, true])
      const none = yield* Effect.flip(carry(HttpClientRequest.get(`${url}/none`), 60_000))
      expect(none).toMatchObject({ isLate: false, cause: { code: "UND_ERR_SOCKET" } })
    }).pipe(Effect.provide(UndiciClient.layer)),
  )

  it.scopedLive.each(["late", "interrupted"])("is given up when it is %s, and its connection closed", (how) =>
    Effect.gen(function* () {
      let closed: () => void = () => {}
      const isClosed = new Promise<void>((resolve) => (closed = resolve))
      let arrived: () => void = () => {}
      const hasArrived = new Promise<void>((resolve) => (arrived = resolve))
      const { url } = yield* serve((_, response) => {
        response.on("close", closed)
        response.writeHead(200).write("begun")
        arrived()
      })
      const carry = yield* Effect.flatMap(HttpClient.HttpClient, Carrier.from)
      const carrying = yield* Effect.fork(carry(HttpClientRequest.get(url), how === "late" ? 100 : 60_000))
      yield* Effect.promise(() => hasArrived)
      if (how === "interrupted") yield* Fiber.interrupt(carrying)
      const exit = yield* Fiber.await(carrying)
      expect(Exit.isFailure(exit) && Cause.isInterruptedOnly(exit.cause)).toBe(how === "interrupted")
      if (how === "late") expect(yield* Effect.flip(exit)).toMatchObject({ isLate: true })
      yield* Effect.promise(() => isClosed)
    }).pipe(Effect.provide(UndiciClient.layer)),
  )
})
