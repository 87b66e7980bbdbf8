/** A server on a real loopback socket that cannot be told from the API, and core set up against it. */
import * as FetchHttpClient from "@effect/platform/FetchHttpClient"
import * as HttpClient from "@effect/platform/HttpClient"
import { AmiliConfig } from "@amili-cases/core/AmiliConfig"
import * as Core from "@amili-cases/core/Core"
import { ApiCode, Credentials } from "@amili-cases/core/Credentials"
import { TokenStore } from "@amili-cases/core/TokenStore"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { Engine } from "./Engine.ts"
import { start as simulate } from "./internal/finance/start.ts"
import * as Kept from "./internal/start/kept.ts"
import { load, settings } from "./internal/start/load.ts"
import { listen } from "./internal/http/serve.ts"
import * as Keys from "./internal/http/Keys.ts"
import * as Loopback from "./Loopback.ts"
import { type Options, SandboxError } from "./internal/start/StartOptions.ts"

export { type Options, SandboxError } from "./internal/start/StartOptions.ts"

/** A server that runs: where it is, what a client needs for it, and the engine behind it. */
export interface Running {
  /** Such as `http://127.0.0.1:40123`. */
  readonly baseUrl: string
  /** The settings that point `amili` and `amili-export` at this server. */
  readonly environment: Readonly<Record<"AMILI_BASE_URL" | "AMILI_API_CODE" | "AMILI_PRIVATE_KEY_FILE", string>>
  /** The api code to log in with. */
  readonly apiCode: string
  /** PEM text of the private key to log in with. */
  readonly privateKeyPem: string
  /** What is behind the socket: close a case, revoke tokens, add a fault, ask what was true when. */
  readonly engine: Engine
}

/** The running server, for tests that make things happen behind core's back. */
export class Sandbox extends Context.Tag("test-fixtures/Sandbox")<Sandbox, Running>() {}

/** Starts a server that runs until the scope closes. It follows the `Clock` of the fiber that starts it. */
export const start = (options: Options = {}): Effect.Effect<Running, SandboxError, Scope.Scope> =>
  Effect.gen(function* () {
    const { key, engine, apiCode } = yield* prepare(options)
    const baseUrl = yield* listen(engine, options)
    const environment = { AMILI_BASE_URL: baseUrl, AMILI_API_CODE: apiCode, AMILI_PRIVATE_KEY_FILE: key.file }
    return { baseUrl, environment, apiCode, privateKeyPem: key.privateKeyPem, engine }
  })

const prepare = (given: Options) =>
  Effect.gen(function* () {
    const kept = yield* Kept.open(given)
    const options = kept?.options ?? given
    const apiCode = options.apiCode ?? "sandbox"
    const key = yield* kept === undefined ? Keys.make(options.keyOut) : Keys.kept(options.keyOut ?? kept.keyFile)
    const registered = yield* Effect.forEach(options.publicKeys ?? [], Keys.readPublic)
    const started = yield* simulate(options)
    const sources = started === undefined ? yield* load(options) : new Map(Object.entries(started.simulation.sources()))
    const engine = new Engine({
      ...(yield* settings(options, { apiCode, publicKeys: [key.publicKey, ...registered], sources })),
      simulation: started?.simulation,
      clockMoved: kept?.keep,
    })
    engine.clockOffset = started?.clockOffset ?? 0
    if (kept !== undefined)
      yield* Effect.addFinalizer(() =>
        Effect.map(Clock.currentTimeMillis, (clock) => kept.keep(clock + engine.clockOffset)),
      )
    return { key, engine, apiCode }
  }).pipe(Effect.catchTag("KeyProblem", ({ message, hint }) => Effect.fail(new SandboxError({ message, hint }))))

/** What a test gets: the server, and core's services set up against it. */
export type Services = Sandbox | Layer.Layer.Success<typeof Core.layer>

/**
 * A running server and a configured core: `layer(Sandbox.layer({ cases: 100 }))("...", (it) => ...)`. Each call makes a
 * server and a client of their own.
 */
export const layer = (options: Options = {}): Layer.Layer<Services, SandboxError> =>
  services(Layer.scoped(Sandbox, start(options)), FetchHttpClient.layer)

/** The same without a socket, in the same process and an order of magnitude faster: what a unit test wants. */
export const layerLoopback = (options: Options = {}): Layer.Layer<Services, SandboxError> =>
  services(
    Layer.scoped(
      Sandbox,
      Effect.map(prepare(options), ({ key, engine, apiCode }) => ({
        baseUrl: Loopback.baseUrl,
        environment: { AMILI_BASE_URL: Loopback.baseUrl, AMILI_API_CODE: apiCode, AMILI_PRIVATE_KEY_FILE: key.file },
        apiCode,
        privateKeyPem: key.privateKeyPem,
        engine,
      })),
    ),
    Layer.effect(
      HttpClient.HttpClient,
      Effect.map(Sandbox, ({ engine }) => Loopback.client(engine)),
    ),
  )

const services = (
  sandbox: Layer.Layer<Sandbox, SandboxError>,
  http: Layer.Layer<HttpClient.HttpClient, never, Sandbox>,
): Layer.Layer<Services, SandboxError> => {
  const configured = Layer.unwrapEffect(
    Effect.map(Sandbox, ({ baseUrl, apiCode, privateKeyPem }) => {
      const credential = ApiCode({ apiCode: Redacted.make(apiCode), privateKey: Redacted.make(privateKeyPem) })
      // The address is on loopback, which every configuration accepts.
      return Layer.merge(Layer.orDie(AmiliConfig.layer({ baseUrl })), Credentials.layer(credential))
    }),
  )
  return Core.layer.pipe(
    Layer.provide(Layer.mergeAll(configured, http, TokenStore.layerMemory)),
    Layer.provideMerge(sandbox),
  )
}
