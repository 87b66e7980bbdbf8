/** A server on a real loopback socket that cannot be told from the API. */
import { type HttpApp, HttpRouter, HttpServerRequest, HttpServerResponse } from "@effect/platform"
import { NodeHttpServer } from "@effect/platform-node"
import { Clock, Duration, Effect, Either, Schema, type Scope } from "effect"
import { readFile } from "node:fs/promises"
import { createServer } from "node:http"
import { basename } from "node:path"
import * as Answer from "./Answer.ts"
import { fromDocuments, type Source } from "./Collection.ts"
import { type Document } from "./Document.ts"
import { Engine } from "./Engine.ts"
import * as ExtendedJson from "./ExtendedJson.ts"
import * as Generator from "./Generator.ts"
import * as Keys from "./Keys.ts"
import { resources } from "./Recorded.ts"
import { type SandboxOptions } from "./SandboxOptions.ts"

/** Why a sandbox does not start. */
export class SandboxError extends Schema.TaggedError<SandboxError>()("SandboxError", {
  message: Schema.String,
  hint: Schema.optional(Schema.String),
}) {}

export interface Options extends SandboxOptions {
  /** Documents to serve, by resource; files and the generator are not looked at then. */
  readonly data?: Readonly<Record<string, ReadonlyArray<Document>>>
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
    const engine = new Engine({
      seed: options.seed ?? 1,
      apiCode,
      publicKeys: [key.publicKey, ...registered],
      sources,
      limits: { fallback: options.defaultResults ?? 25, maximum: options.maxResults ?? 100 },
    })
    const baseUrl = yield* listen(engine, options)
    const environment = { AMILI_BASE_URL: baseUrl, AMILI_API_CODE: apiCode, AMILI_PRIVATE_KEY_FILE: key.file }
    return { baseUrl, environment, apiCode, privateKeyPem: key.privateKeyPem, engine }
  }).pipe(Effect.catchTag("KeyProblem", ({ message, hint }) => Effect.fail(new SandboxError({ message, hint }))))

const load = (options: Options): Effect.Effect<ReadonlyMap<string, Source>, SandboxError> =>
  Effect.gen(function* () {
    const sources = new Map<string, Source>(resources.map((resource) => [resource, fromDocuments([])]))
    if (options.data !== undefined) {
      for (const [resource, documents] of Object.entries(options.data)) sources.set(resource, fromDocuments(documents))
    } else if (options.dataFiles !== undefined && options.dataFiles.length > 0) {
      for (const file of options.dataFiles)
        sources.set(yield* resourceOf(file), fromDocuments(yield* documentsOf(file)))
    } else {
      const portfolio = Generator.portfolio({ cases: options.cases ?? 2000, seed: options.seed ?? 1, now: options.now })
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
  HttpRouter.empty.pipe(HttpRouter.all("*", api(engine, options)), Effect.orDie)

const api = (engine: Engine, options: Options) =>
  Effect.gen(function* () {
    const incoming = yield* HttpServerRequest.HttpServerRequest
    if (options.latency !== undefined && options.latency > 0) yield* Effect.sleep(Duration.millis(options.latency))
    const now = yield* Clock.currentTimeMillis
    return respond(engine.handle(Answer.request(incoming.method, incoming.url, incoming.headers), now))
  })

const respond = ({ status, headers, body }: Answer.Answer): HttpServerResponse.HttpServerResponse => {
  const { "content-type": contentType, ...rest } = headers
  if (contentType === undefined) return HttpServerResponse.empty({ status, headers: rest })
  const bytes = Buffer.from(body, "utf8")
  return HttpServerResponse.uint8Array(bytes, {
    status,
    headers: { ...rest, "content-length": String(bytes.length) },
    contentType,
  })
}
