/** What goes wrong on purpose between the API and its client: by rule, by probability, from a seed. */
import * as Either from "effect/Either"
import { type Answer, internalServerError, type Request } from "./Answer.ts"
import { type Random } from "./Random.ts"

/** The kinds of fault, each with what the client meets. */
export const kinds = {
  error: "500 with Flask's HTML page",
  unavailable: "503 with a gateway's HTML page",
  html: "200 with an HTML page in place of the answer",
  limited: "429 without a Retry-After",
  reset: "the connection is reset before anything is answered",
  cut: "the connection is reset in the middle of the body",
  delay: "the answer comes late, by the fault's delay",
  stall: "the answer stops in the middle of the body and nothing more comes",
  truncated: "JSON that ends too early, with a Content-Length that fits it",
  empty: "200 with an empty body",
  nan: "an amount that is NaN, bare, as Python writes it",
  miscount: "a list that says another total than is true",
  redirect: "302 to the page where a proxy wants people to log in",
  close: "HTTP/1.0 as Flask's own server speaks it: no length, and the end of the connection is the end of the answer",
  chunked: "a proxy sends the body in chunks, without its length",
  gzip: "a proxy compresses the answer where the client accepts it",
  revoke: "every access token stops being good before the call",
} as const

/** The name of a fault, a key of `kinds`. */
export type Kind = keyof typeof kinds

/** A rule by which requests go wrong: what happens, how often, and to which. */
export interface Fault {
  /** What goes wrong: see `kinds`. */
  readonly kind: Kind
  /** From 0 to 1, for each request that the rest of the rule lets through. */
  readonly probability: number
  /** Only requests whose path begins so; all but the token exchange when left out. */
  readonly path?: string | undefined
  /** Only so many times. */
  readonly times?: number | undefined
  /** Not before so many requests. */
  readonly after?: number | undefined
}

/** How an answer reaches the client. */
export interface Delivery {
  /**
   * `reset`: nothing, then the connection breaks; `cut` and `stall`: half the body, then a break or silence; `close` and
   * `chunked`: all of it, without its length.
   */
  readonly end: "whole" | "reset" | "cut" | "stall" | "close" | "chunked"
  /** Milliseconds before anything is sent. */
  readonly delay: number
  /** Whether the body is compressed. */
  readonly gzip: boolean
}

/** An answer that arrives whole, at once and not compressed. */
export const whole: Delivery = { end: "whole", delay: 0, gzip: false }

/** Reads `kind=probability`, with an optional `@path` behind it: `reset=0.01`, `html=1@/cases`. */
export const parse = (text: string): Either.Either<Fault, string> => {
  const found = /^([a-z]+)=(\d*\.?\d+)(?:@(\S+))?$/.exec(text)
  const kind = allKinds.find((name) => name === found?.[1])
  const probability = Number(found?.[2])
  return kind === undefined || !(probability >= 0 && probability <= 1)
    ? Either.left(`'${text}' is no fault; write KIND=PROBABILITY[@PATH] with a kind of ${allKinds.join(", ")}`)
    : Either.right({ kind, probability, path: found?.[3] })
}

const isKind = (name: string): name is Kind => name in kinds
const allKinds: ReadonlyArray<Kind> = Object.keys(kinds).filter(isKind)

/** Decides, request by request, what goes wrong. */
export class Faults {
  private readonly active: Array<{ readonly fault: Fault; count: number }> = []
  private readonly random: Random
  private readonly delay: number
  private requests = 0

  constructor(faults: ReadonlyArray<Fault>, random: Random, delay: number) {
    this.random = random
    this.delay = delay
    for (const fault of faults) this.add(fault)
  }

  /** Lets something go wrong from now on. */
  add(fault: Fault): void {
    this.active.push({ fault, count: 0 })
  }

  /** Lets nothing go wrong any more. */
  clear(): void {
    this.active.length = 0
  }

  /** The faults that strike this request. */
  strike({ path }: Request): ReadonlyArray<Kind> {
    this.requests += 1
    const struck: Array<Kind> = []
    for (const entry of this.active) {
      const { kind, probability, times = Number.POSITIVE_INFINITY, after = 0, path: prefix } = entry.fault
      const here = prefix === undefined ? !path.startsWith("/authenticates") : path.startsWith(prefix)
      if (!here || this.requests <= after || entry.count >= times || !this.random.chance(probability)) continue
      entry.count += 1
      struck.push(kind)
    }
    return struck
  }

  /** Up to twice the total, none at all included, the same in the body and the header. */
  private miscounted(answer: Answer): Answer {
    const total = Number(answer.headers["x-total-count"])
    if (!Number.isInteger(total)) return answer
    const wrong = String(Math.floor(this.random.next() * (2 * total + 2)))
    const body = answer.body.replace(/(?<="total": )\d+(?=[^[]*$)/, wrong)
    return { ...answer, body, headers: { ...answer.headers, "x-total-count": wrong } }
  }

  /** What the client gets in place of the answer. */
  spoil(kind: Kind, request: Request, answer: Answer, delivery: Delivery): readonly [Answer, Delivery] {
    switch (kind) {
      case "error":
        return [internalServerError, delivery]
      case "unavailable":
        return [page(503, "503 Service Temporarily Unavailable"), delivery]
      case "html":
        return [page(200, "Maintenance"), delivery]
      case "redirect":
        return [redirect, delivery]
      case "reset":
      case "cut":
      case "stall":
      case "close":
      case "chunked":
        return [answer, { ...delivery, end: kind }]
      case "delay":
        return [answer, { ...delivery, delay: delivery.delay + this.delay }]
      case "gzip":
        return [answer, { ...delivery, gzip: /\bgzip\b/.test(request.headers["accept-encoding"] ?? "") }]
      case "truncated":
        return [
          { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length * this.random.next())) },
          delivery,
        ]
      case "empty":
        return [{ ...answer, body: "" }, delivery]
      case "nan":
        return [
          { ...answer, body: answer.body.replace(/("total_remaining_capital_amount": )-?[\d.e+-]+/, "$1NaN") },
          delivery,
        ]
      case "miscount":
        return [this.miscounted(answer), delivery]
      case "limited":
      case "revoke":
        return [answer, delivery]
    }
  }
}

const page = (status: number, title: string): Answer => ({
  status,
  headers: { "content-type": "text/html" },
  body: `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`,
})

const moved = page(302, "302 Found")
const redirect: Answer = { ...moved, headers: { ...moved.headers, location: "https://login.example.com/" } }
