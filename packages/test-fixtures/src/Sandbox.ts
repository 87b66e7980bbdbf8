/** A server on a real loopback socket that cannot be told from the API. */
import { type HttpApp, HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { NodeHttpServer, NodeHttpServerRequest } from "@effect/platform-node"
import { Clock, Duration, Effect, Either, Schema, type Scope } from "effect"
import { readFile } from "node:fs/promises"
import { createServer, type ServerResponse } from "node:http"
import { basename } from "node:path"
import { gzipSync } from "node:zlib"
import * as Answer from "./Answer.ts"
import { fromDocuments, type Source } from "./Collection.ts"
import { type Document } from "./Document.ts"
import type * as Drift from "./Drift.ts"
import { Engine, type Settings } from "./Engine.ts"
import * as Control from "./Control.ts"
import * as ExtendedJson from "./ExtendedJson.ts"
import * as Faults from "./Faults.ts"
import * as Generator from "./Generator.ts"
import * as Keys from "./Keys.ts"
import { resources } from "./Recorded.ts"
import { type SandboxOptions } from "./SandboxOptions.ts"

/** Why a sandbox does not start. */
export class SandboxError extends Schema.TaggedError<SandboxError>()("SandboxError", {
  message: Schema.String,
  hint: Schema.optional(Schema.String),
}) {}

export interface Options extends Omit<SandboxOptions, "faults"> {
  /** Documents to serve, by resource; files and the generator are not looked at then. */
  readonly data?: Readonly<Record<string, ReadonlyArray<Document>>>
  /** What goes wrong: rules, or their short form `KIND=PROBABILITY[@PATH]`. */
  readonly faults?: ReadonlyArray<Faults.Fault | string>
  /** Which changes a drifting portfolio sees, and how often; `drift` is the number of them. */
  readonly driftRates?: Partial<Drift.Rates>
  /** Called before each request is answered: a history by script. */
  readonly script?: Settings["script"]
}

export interface Running {
  /** Such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string
  /** The settings that point `amili` and `amili-export` at this server. */
  readonly environment: Readonly<Record<"AMILI_BASE_URL" | "AMILI_API_CODE" | "AMILI_PRIVATE_KEY_FILE", string>>
  readonly apiCode: string
  readonly privateKeyPem: string
  readonly engine: Engine
}

/** Starts a server that runs until the scope closes. */
export const start = (options: Options = {}): Effect.Effect<Running, SandboxError, Scope.Scope> =>
  Effect.gen(function* () {
    const apiCode = options.apiCode ?? "sandbox"
    const sources = yield* load(options)
    const key = yield* Keys.make(options.keyOut)
    const registered = yield* Effect.forEach(options.publicKeys ?? [], Keys.readPublic)
    const engine = new Engine(
      yield* settings(options, { apiCode, publicKeys: [key.publicKey, ...registered], sources }),
    )
    const baseUrl = yield* listen(engine, options)
    const environment = { AMILI_BASE_URL: baseUrl, AMILI_API_CODE: apiCode, AMILI_PRIVATE_KEY_FILE: key.file }
    return { baseUrl, environment, apiCode, privateKeyPem: key.privateKeyPem, engine }
  }).pipe(Effect.catchTag("KeyProblem", ({ message, hint }) => Effect.fail(new SandboxError({ message, hint }))))

const settings = (
  options: Options,
  base: Pick<Settings, "apiCode" | "publicKeys" | "sources">,
): Effect.Effect<Settings, SandboxError> =>
  Effect.gen(function* () {
    const { rateLimit: limit, allowedFilters, validateFilters, drift, backDate = 5, noTotals, faults = [] } = options
    return {
      ...options,
      ...base,
      totals: noTotals !== true,
      rules: { allowedFilters, validateFilters },
      drift: drift === undefined || drift === 0 ? undefined : { events: drift, backDate, ...options.driftRates },
      faults: yield* Effect.forEach(faults, (fault) =>
        typeof fault === "string" ? parseFault(fault) : Effect.succeed(fault),
      ),
      rateLimit:
        limit === undefined ? undefined : { limit, period: options.ratePeriod ?? 60, grace: options.rateGrace ?? 10 },
    }
  })

const parseFault = (text: string): Effect.Effect<Faults.Fault, SandboxError> =>
  Effect.mapError(Faults.parse(text), (message) => new SandboxError({ message }))

const load = (options: Options): Effect.Effect<ReadonlyMap<string, Source>, SandboxError> =>
  Effect.gen(function* () {
    const sources = new Map<string, Source>(resources.map((resource) => [resource, fromDocuments([])]))
    if (options.data !== undefined) {
      for (const [resource, documents] of Object.entries(options.data)) sources.set(resource, fromDocuments(documents))
    } else if (options.dataFiles !== undefined && options.dataFiles.length > 0) {
      for (const file of options.dataFiles)
        sources.set(yield* resourceOf(file), fromDocuments(yield* documentsOf(file)))
    } else {
      const { cases = 2000, seed = 1, now = Generator.defaultNow, oddities } = options
      if (Number.isNaN(Generator.instant(now))) {
        return yield* new SandboxError({ message: `'${now}' is no day`, hint: "write it as 2026-01-31" })
      }
      const portfolio = Generator.portfolio({ cases, seed, now, oddities })
      for (const [resource, source] of Object.entries(portfolio)) sources.set(resource, source)
    }
    return sources
  })

const resourceOf = (file: string): Effect.Effect<string, SandboxError> => {
  const name = basename(file).replace(/\.(ndjson|jsonl|json)$/, "")
  const known: ReadonlyArray<string> = resources
  return known.includes(name)
    ? Effect.succeed(name)
    : Effect.fail(
        new SandboxError({
          message: `${file} names no resource`,
          hint: `name the file after its resource: ${resources.map((resource) => `${resource}.ndjson`).join(", ")}`,
        }),
      )
}

const documentsOf = (file: string): Effect.Effect<ReadonlyArray<Document>, SandboxError> =>
  Effect.gen(function* () {
    const text = yield* Effect.tryPromise({
      try: () => readFile(file, "utf8"),
      catch: () => new SandboxError({ message: `cannot read ${file}`, hint: "check the path and its permissions" }),
    })
    const documents = ExtendedJson.parseLines(text)
    if (Either.isRight(documents)) return documents.right
    const { line, problem } = documents.left
    return yield* new SandboxError({
      message: `${file}, line ${line}: ${problem}`,
      hint: "one document a line, in MongoDB extended JSON",
    })
  })

// A request line of 64 KiB gets Eve's own 414, so Node must not refuse it first.
const longestHeader = 1024 * 1024

const listen = (engine: Engine, options: Options): Effect.Effect<string, SandboxError, Scope.Scope> =>
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
    yield* Effect.addFinalizer(() => Effect.sync(() => node.closeAllConnections()))
    yield* server.serve(application(engine, options))
    const { address } = server
    return address._tag === "TcpAddress" ? `http://127.0.0.1:${address.port}` : ""
  })

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
    return yield* breakOff(NodeHttpServerRequest.toServerResponse(incoming), answer, delivery.end)
  })

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
