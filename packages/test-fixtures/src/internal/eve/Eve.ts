/** What Eve answers to a request: routes, order of checks, lists and items. A pure function of the world it is given. */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Answer from "../../Answer.ts"
import { type Answer as Reply, type Request } from "../../Answer.ts"
import { type Collection, type Found } from "./Collection.ts"
import * as Dates from "../../Dates.ts"
import { isDocument, type Document, type Value } from "../../Document.ts"
import * as Etag from "./Etag.ts"
import * as Paging from "./Paging.ts"
import * as Projection from "./Projection.ts"
import * as PythonJson from "../../PythonJson.ts"
import { crash, notFound, Refusal } from "../http/Refusal.ts"
import * as Sort from "./Sort.ts"
import { type Tokens } from "../http/Tokens.ts"
import * as Where from "./Where.ts"

export interface World {
  readonly resources: ReadonlyMap<string, Collection>
  readonly tokens: Tokens
  readonly limits: Paging.Limits
  readonly rules: Where.Rules
  /** Whether lists say how many results there are in all. */
  readonly totals: boolean
  /** Whether lists carry `_links`. */
  readonly links: boolean
  /** The order in which tied rows are answered: positions of a group of `size` ties, as they come from the database. */
  readonly tieOrder: ((size: number) => (position: number) => number) | undefined
  /** Counts a call against the rate limit: headers to add, or the refusal. */
  readonly rateLimit: (request: Request, now: number) => Either.Either<Readonly<Record<string, string>>, Refusal>
}

const methods = new Set(["GET", "HEAD", "OPTIONS"])
const optionsAnswer: Reply = {
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8", allow: "HEAD, GET, OPTIONS" },
  body: "",
}

/** Answers a request at a time given in epoch milliseconds. */
export const answer = (world: World, received: Request, now: number): Reply => {
  if (`${received.method} ${received.target} HTTP/1.1\r\n`.length > 65_536) return Answer.uriTooLong
  const override = received.headers["x-http-method-override"]
  const request = override === undefined || override === "" ? received : { ...received, method: override.toUpperCase() }
  return Either.match(route(world, request, now), {
    onLeft: (refusal) => Answer.refuse(request, refusal),
    onRight: (reply) => reply,
  })
}

const route = (world: World, request: Request, now: number): Either.Either<Reply, Refusal> => {
  const [, first = "", second, ...rest] = request.path.replace(/(.)\/$/, "$1").split("/")
  if (first === "" && second === undefined)
    return guarded(request, () => authorized(world, request, now, () => home(request)))
  if (first === "authenticates" && second === "api-code" && rest.length === 0)
    return guarded(request, () => exchange(world, request, now))
  const collection = world.resources.get(first)
  const known = collection !== undefined && rest.length === 0 && (second === undefined || /^[a-f0-9]{24}$/.test(second))
  if (!known) return Either.left(notFound)
  return guarded(request, () =>
    Either.flatMap(world.rateLimit(request, now), (headers) =>
      Either.map(
        answered(
          request,
          authorized(world, request, now, () =>
            second === undefined ? list(world, collection, request) : item(collection, request, second),
          ),
        ),
        (reply) => ({ ...reply, headers: { ...reply.headers, ...headers } }),
      ),
    ),
  )
}

/** Eve's own refusals carry the headers of the rate limit like any answer; a crash has none of Eve's headers. */
const answered = (request: Request, reply: Either.Either<Reply, Refusal>): Either.Either<Reply, Refusal> =>
  Either.orElse(reply, (refusal) =>
    refusal._tag === "Crash" ? Either.left(refusal) : Either.right(Answer.refuse(request, refusal)),
  )

const guarded = (request: Request, then: () => Either.Either<Reply, Refusal>): Either.Either<Reply, Refusal> => {
  if (!methods.has(request.method)) return Either.left(Refusal.MethodNotAllowed())
  return request.method === "OPTIONS" ? Either.right(optionsAnswer) : then()
}

const authorized = (world: World, request: Request, now: number, then: () => Either.Either<Reply, Refusal>) =>
  world.tokens.accepts(request.headers["x-api-key"], now)
    ? then()
    : Either.left(Refusal.Unauthorized({ challenge: true }))

const home = (request: Request): Either.Either<Reply, Refusal> => Either.right(Answer.render(request, {}, 200))

const exchange = (world: World, request: Request, now: number): Either.Either<Reply, Refusal> => {
  const token = world.tokens.exchange(request.headers["x-api-key"], now)
  if (token === undefined) return Either.left(Refusal.Unauthorized({ challenge: false }))
  return Either.right({
    status: 200,
    headers: { "content-type": "application/json" },
    body: PythonJson.stringify(token),
  })
}

const parameter = (request: Request, name: string): string | undefined => request.query.get(name) ?? undefined

/** The time of If-Modified-Since plus the second of slack that Eve grants; a malformed one crashes it. */
const modifiedSince = (request: Request): Either.Either<number | undefined, Refusal> => {
  const header = request.headers["if-modified-since"]
  if (header === undefined || header === "") return Either.right(undefined)
  return Option.match(Dates.parse(header), {
    onNone: () => Either.left(crash),
    onSome: (date) => Either.right(date.getTime() + 1000),
  })
}

/** There is nothing to embed, but what cannot be read is refused all the same, for once with a reason. */
const embedded = (request: Request): Either.Either<void, Refusal> => {
  const text = parameter(request, "embedded")
  if (text === undefined || text === "") return Either.void
  const json = PythonJson.parse(text)
  return Either.isRight(json) && isDocument(json.right)
    ? Either.void
    : Either.left(Refusal.BadRequest({ description: "Unable to parse `embedded` clause" }))
}

const list = (world: World, collection: Collection, request: Request): Either.Either<Reply, Refusal> =>
  Either.gen(function* () {
    const size = yield* Paging.maxResults(parameter(request, "max_results"), world.limits)
    const page = Paging.page(parameter(request, "page"))
    yield* modifiedSince(request)
    yield* embedded(request)
    const sort = yield* Sort.parse(parameter(request, "sort"))
    const where = yield* Where.parse(parameter(request, "where"), world.rules)
    const projection = yield* Projection.parse(parameter(request, "projection"), collection.fields)
    const found = yield* collection.find(where, sort)
    const project = Projection.compile(projection)
    const total = found.until - found.from
    const skip = (page - 1n) * BigInt(size)
    const start = skip > BigInt(total) ? total : Number(skip)
    const rows = slice(world, found, start, Math.min(start + size, total))
    const items = rows.map((row) => respond(collection.document(row) ?? {}, project))
    const newest = Math.max(0, ...items.map((document) => time(document["_updated"])))
    const pageNumber = page <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(page) : page
    const meta = { page: pageNumber, max_results: size, ...(world.totals ? { total } : {}) }
    const links = world.links
      ? {
          _links: {
            parent: { title: "home", href: "/" },
            self: { title: request.path.slice(1), href: request.path.slice(1) },
          },
        }
      : {}
    return Answer.render(request, { _items: items, ...links, _meta: meta }, 200, {
      ...(world.totals ? { "x-total-count": String(total) } : {}),
      ...(newest > 0 ? { "last-modified": Dates.format(new Date(newest)) } : {}),
    })
  })

/** The rows of a page; ties are put in the order of the day when the world shuffles them. */
const slice = (world: World, found: Found, start: number, end: number): ReadonlyArray<number> => {
  const { rows, from, tied, until } = found
  if (world.tieOrder === undefined) return rows.slice(from + start, from + end)
  const page: Array<number> = []
  for (let position = from + start; position < from + end;) {
    const row = rows[position] ?? -1
    let low = position
    let high = position + 1
    while (low > from && tied(rows[low - 1] ?? -1, row)) low -= 1
    while (high < until && tied(rows[high] ?? -1, row)) high += 1
    const order = world.tieOrder(high - low)
    for (; position < Math.min(high, from + end); position++) page.push(rows[low + order(position - low)] ?? -1)
  }
  return page
}

const item = (collection: Collection, request: Request, id: string): Either.Either<Reply, Refusal> =>
  Either.gen(function* () {
    yield* Paging.maxResults(parameter(request, "max_results"), Paging.limits)
    const since = yield* modifiedSince(request)
    yield* embedded(request)
    const projection = yield* Projection.parse(parameter(request, "projection"), collection.fields)
    const row = collection.row(id)
    const document = row === undefined ? undefined : collection.document(row)
    if (document === undefined) return yield* Either.left(notFound)
    const content = respond(document, Projection.compile(projection))
    const etag = content._etag
    const updated = time(content["_updated"])
    const asked = etagOf(request.headers["if-none-match"])
    const checks = [...(since === undefined ? [] : [updated <= since]), ...(asked === "" ? [] : [asked === etag])]
    if (checks.length > 0 && checks.every((valid) => valid))
      return { status: 304, headers: { etag: `"${etag}"` }, body: "" }
    return Answer.render(request, content, 200, { etag: `"${etag}"`, "last-modified": Dates.format(new Date(updated)) })
  })

/** Eve strips `W/` and every quote, and compares the rest as it stands. */
const etagOf = (header: string | undefined): string => {
  if (header === undefined) return ""
  return (header.startsWith('W/"') ? header.replace(/^[W/]+/, "") : header).replaceAll('"', "")
}

const epoch = new Date(0)
const time = (value: Value | undefined): number => (value instanceof Date ? value.getTime() : 0)

/** A stored document as it is answered: projected, with the dates and the ETag that every answer has. */
const respond = (
  document: Document,
  project: (document: Document) => Document,
): Document & { readonly _etag: string } => {
  const { _id, _created = epoch, _updated = epoch, _etag, ...fields } = project(document)
  const content: Document = { _created, _updated, ...fields, ...(_id === undefined ? {} : { _id }) }
  return { ...content, _etag: typeof _etag === "string" ? _etag : Etag.of(content) }
}
