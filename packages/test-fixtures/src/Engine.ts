/** The sandbox without its socket: data, tokens and everything that happens to them between one request and the next. */
import { type KeyObject } from "node:crypto"
import type * as Either from "effect/Either"
import * as Answer from "./Answer.ts"
import { type Change, Collection } from "./internal/eve/Collection.ts"
import { fromDocuments, type Source } from "./internal/eve/Source.ts"
import * as Dates from "./Dates.ts"
import { type Document, type Value } from "./Document.ts"
import * as Drift from "./Drift.ts"
import * as Eve from "./internal/eve/Eve.ts"
import { type Delivery, type Fault, Faults, whole } from "./Faults.ts"
import * as Ledger from "./Ledger.ts"
import * as Portfolio from "./Portfolio.ts"
import { type Simulation } from "./finance/Simulation.ts"
import * as Random from "./Random.ts"
import * as RateLimit from "./internal/http/RateLimit.ts"
import { type Refusal, Refusal as refusals } from "./internal/http/Refusal.ts"
import { type Shape, Tokens } from "./internal/http/Tokens.ts"
import { type Rules } from "./internal/eve/Where.ts"

/** What a server serves, and how it behaves. What is left out is as the real server does it. */
export interface Settings {
  /** The documents of each resource, by its name, such as `cases`. */
  readonly sources: ReadonlyMap<string, Source>
  /** The api code that may log in. */
  readonly apiCode: string
  /** The keys that may sign for the api code. */
  readonly publicKeys: ReadonlyArray<KeyObject>
  /** Seed of everything random; 1 when left out. */
  readonly seed?: number | undefined
  /** Page size when a client does not ask for one. */
  readonly defaultResults?: number | undefined
  /** The largest page; of several, each request gets one at random. */
  readonly maxResults?: number | ReadonlyArray<number> | undefined
  /** Whether lists say how many results there are; they do when left out. */
  readonly totals?: boolean | undefined
  /** Whether lists carry `_links`; they do not when left out. */
  readonly links?: boolean | undefined
  /** Which filters are refused; none when left out. */
  readonly rules?: Rules | undefined
  /** How the exchange answers; `access_token` when left out. */
  readonly tokenShape?: Shape | undefined
  /** Seconds. */
  readonly tokenLifetime?: number | undefined
  /** Whether rows that the sort leaves tied come in another order each time. */
  readonly shuffleTies?: boolean | undefined
  /** Which cases change between requests, and how often; none when left out. */
  readonly drift?: Partial<Drift.Rates> | undefined
  /** What goes wrong from the start on. */
  readonly faults?: ReadonlyArray<Fault> | undefined
  /** Milliseconds by which the fault `delay` is late. */
  readonly faultDelay?: number | undefined
  /** How many requests are answered before 429; all when left out. */
  readonly rateLimit?: RateLimit.Rule | undefined
  /** Milliseconds by which the Date header is ahead of the server's own clock. */
  readonly skew?: number | undefined
  /** The portfolio that goes on with the server's clock; `sources` are its documents when the engine starts. */
  readonly simulation?: Simulation | undefined
  /** Told where the server's clock stands when it was moved. */
  readonly clockMoved?: ((now: number) => void) | undefined
  /** Called before each request is answered, with the number of requests before it: where a scripted history goes. */
  readonly script?: ((engine: Engine, request: number, now: number) => void) | undefined
}

/** One request that was answered. */
export interface Served {
  /** Such as `GET`. */
  readonly method: string
  /** Path and query as they stood in the request line. */
  readonly target: string
  /** The status that was answered. */
  readonly status: number
}

/** An answer and what happens to it on its way. */
export interface Outcome {
  /** What is answered. */
  readonly answer: Answer.Answer
  /** How it reaches the client. */
  readonly delivery: Delivery
}

/** The server behind the socket: a test changes its documents and faults, and reads which requests it has answered. */
export class Engine {
  /** The documents of each resource, by its name. */
  readonly resources: ReadonlyMap<string, Collection>
  /** The documents of the cases: `put` and `remove` change them. */
  readonly cases: Collection
  /** The access tokens that were given out: `revoke()` makes all of them worthless. */
  readonly tokens: Tokens
  /** What goes wrong: `add(fault)` and `clear()`. */
  readonly faults: Faults
  /** The requests that were answered, in order, token exchanges too. */
  readonly served: Array<Served> = []
  /** Milliseconds that the server's clock is ahead of the one it is given. */
  clockOffset = 0
  /** What really happened to a simulated portfolio. */
  readonly simulation: Simulation | undefined
  private readonly settings: Settings
  private readonly world: Eve.World
  private readonly moving: Random.Random
  private readonly limits: Random.Random

  constructor(settings: Settings) {
    const { seed = 1 } = settings
    const tokens = Random.make(seed, 1)
    const ties = Random.make(seed, 2)
    this.settings = settings
    this.simulation = settings.simulation
    this.moving = Random.make(seed, 3)
    this.limits = Random.make(seed, 4)
    this.faults = new Faults(settings.faults ?? [], Random.make(seed, 5), settings.faultDelay ?? 1000)
    this.resources = new Map([...settings.sources].map(([name, source]) => [name, new Collection(source)]))
    this.cases = (this.resources.get("cases") ?? new Collection(fromDocuments([]))).warm()
    this.tokens = new Tokens(
      {
        apiCode: settings.apiCode,
        publicKeys: settings.publicKeys,
        lifetime: settings.tokenLifetime ?? 3600,
        shape: settings.tokenShape ?? "access_token",
      },
      () => tokens.hex(40),
    )
    this.world = {
      resources: this.resources,
      tokens: this.tokens,
      limits: { fallback: settings.defaultResults ?? 25, maximum: 100 },
      rules: settings.rules ?? {},
      totals: settings.totals ?? true,
      links: settings.links ?? false,
      tieOrder: settings.shuffleTies === true ? (size) => Random.permutation(ties.below(2 ** 31), size) : undefined,
      rateLimit: RateLimit.make(settings.rateLimit),
    }
  }

  /** Answers a request at a time in epoch milliseconds, after whatever happens in the meantime. */
  handle(request: Answer.Request, clock: number): Outcome {
    const now = clock + this.clockOffset
    const { drift, script, skew = 0 } = this.settings
    this.advance(now)
    script?.(this, this.served.length, now)
    if (drift !== undefined && !request.path.startsWith("/authenticates")) {
      Drift.drift(this.cases, { events: 0, backDate: 0, kinds: Drift.kinds, ...drift }, this.moving, now)
    }
    const struck = this.faults.strike(request)
    if (struck.includes("revoke")) this.tokens.revoke()
    let answer = struck.includes("limited")
      ? Answer.refuse(request, refusals.TooManyRequests())
      : Eve.answer({ ...this.world, limits: this.pageLimits() }, request, now)
    let delivery = whole
    for (const kind of struck) [answer, delivery] = this.faults.spoil(kind, request, answer, delivery)
    this.served.push({ method: request.method, target: request.target, status: answer.status })
    const dated = { ...answer, headers: { ...answer.headers, date: Dates.format(new Date(now + skew)) } }
    return { answer: dated, delivery }
  }

  /** Moves the server's clock, which then is so far ahead of the one it is given, and what has happened until then. */
  moveClock(offset: number, clock: number): void {
    this.clockOffset = offset
    this.advance(clock + offset)
    this.settings.clockMoved?.(clock + offset)
  }

  /** Lets a simulated portfolio go on until an instant of the server's clock. */
  advance(now: number): void {
    for (const event of this.simulation?.advance(now) ?? []) {
      const update = this.simulation?.update(event)
      if (update === undefined) continue
      const collection = this.resources.get(update.resource)
      if (update.document === undefined) collection?.remove(update.id)
      else collection?.put(update.document)
    }
  }

  private pageLimits() {
    const { maxResults = 100, defaultResults = 25 } = this.settings
    const maximum = typeof maxResults === "number" ? maxResults : (this.limits.pick(maxResults) ?? 100)
    return { fallback: Math.min(defaultResults, maximum), maximum }
  }

  /** Puts what `next` makes of a case in its place; `undefined` when there is no such case. */
  private update(id: string, next: (document: Document) => Document): Change | undefined {
    const row = this.cases.row(id)
    const document = row === undefined ? undefined : this.cases.document(row)
    return document === undefined ? undefined : this.cases.put(next(document))
  }

  /** Closes a case at `now` (epoch milliseconds); undefined where there is none with this id. */
  close(id: string, now: number, closing: Portfolio.Closing = {}): Change | undefined {
    return this.update(id, (document) => Portfolio.close(document, new Date(now), closing))
  }

  /** Opens a closed case again; with `explicitNull`, `closed` stays as null in place of going away. */
  reopen(id: string, now: number, explicitNull = false): Change | undefined {
    return this.update(id, (document) => Portfolio.reopen(document, new Date(now), explicitNull))
  }

  /** Sets fields of a case, named by their dotted path on the wire. */
  change(id: string, now: number, fields: Readonly<Record<string, Value>>): Change | undefined {
    return this.update(id, (document) => Portfolio.change(document, new Date(now), fields))
  }

  /** Which cases matched a `where` since a version of the cases (0 is the beginning). */
  matched(where: string, since = 0): Either.Either<Ledger.Matched, Refusal> {
    return Ledger.matched(this.cases, where, since)
  }
}
