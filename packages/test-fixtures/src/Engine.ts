/** The sandbox without its socket: data, tokens and everything that happens to them between one request and the next. */
import { Either } from "effect"
import { type KeyObject } from "node:crypto"
import { type Answer, type Request } from "./Answer.ts"
import { Collection, type Source } from "./Collection.ts"
import * as Eve from "./Eve.ts"
import type * as Paging from "./Paging.ts"
import * as Random from "./Random.ts"
import { Tokens } from "./Tokens.ts"

export interface Settings {
  readonly seed: number
  readonly apiCode: string
  readonly publicKeys: ReadonlyArray<KeyObject>
  readonly sources: ReadonlyMap<string, Source>
  readonly limits: Paging.Limits
}

/** One request that was answered. */
export interface Served {
  readonly method: string
  readonly target: string
  readonly status: number
}

export class Engine {
  readonly resources: ReadonlyMap<string, Collection>
  readonly tokens: Tokens
  readonly served: Array<Served> = []
  private readonly world: Eve.World

  constructor(settings: Settings) {
    const random = Random.make(settings.seed, 1)
    this.resources = new Map([...settings.sources].map(([name, source]) => [name, new Collection(source)]))
    this.tokens = new Tokens(
      { apiCode: settings.apiCode, publicKeys: settings.publicKeys, lifetime: 3600, shape: "access_token" },
      () => random.hex(40),
    )
    this.world = {
      resources: this.resources,
      tokens: this.tokens,
      limits: settings.limits,
      rules: {},
      totals: true,
      links: false,
      tieOrder: undefined,
      rateLimit: () => Either.right({}),
    }
  }

  /** Answers a request at a time in epoch milliseconds. */
  handle(request: Request, now: number): Answer {
    const answer = Eve.answer(this.world, request, now)
    this.served.push({ method: request.method, target: request.target, status: answer.status })
    return answer
  }
}
