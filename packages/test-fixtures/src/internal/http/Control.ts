/** The door beside the API, under `/__sandbox`, through which a test or a shell script makes things happen. */
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import { type Answer, type Request } from "../../Answer.ts"
import { type Change } from "../eve/Collection.ts"
import * as Dates from "../../Dates.ts"
import { isDocument, ObjectId, type Document, type Value } from "../../Document.ts"
import { type Engine } from "../../Engine.ts"
import * as ExtendedJson from "../../ExtendedJson.ts"
import * as Faults from "../../Faults.ts"
import * as Camt from "../../finance/Camt.ts"
import * as Statements from "../../finance/Statements.ts"
import * as Truth from "../../finance/Truth.ts"
import * as PythonJson from "../../PythonJson.ts"

export const prefix = "/__sandbox"

/** Answers a request to the control door; `body` is its text, if any. */
export const handle = (engine: Engine, request: Request, body: string, clock: number): Answer => {
  const now = clock + engine.clockOffset
  engine.advance(now)
  const [, , first, id, verb] = request.path.split("/")
  const ask = (name: string): string | undefined => request.query.get(name) ?? undefined
  if (first === "cases") return cases(engine, request.method, id, verb, ask, body, now)
  if (request.method === "GET" && first === "matched")
    return matched(engine, ask("where") ?? "", Number(ask("since") ?? 0))
  if (request.method === "GET" && first === "requests")
    return reply(200, { requests: engine.served.map(({ method, target, status }) => ({ method, target, status })) })
  if (request.method === "POST" && first === "tokens" && id === "revoke") {
    engine.tokens.revoke()
    return reply(200, { done: "every access token is revoked" })
  }
  if (request.method === "POST" && first === "clock") return setClock(engine, ask, clock)
  if (first === "faults") return faults(engine, request.method, ask)
  if (request.method === "GET" && first === "bank") return bank(engine, ask, now)
  if (request.method === "GET" && first === "truth" && id === "cases") return standing(engine, verb ?? "", ask, now)
  return reply(404, { problem: `nothing here; see docs/testing.md for what ${prefix} offers` })
}

const reply = (status: number, content: Document): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: `${PythonJson.stringify(content)}\n`,
})

const changed = (change: Change | undefined): Answer =>
  change === undefined
    ? reply(404, { problem: "no such case" })
    : reply(200, { id: change.id, version: change.version })

const cases = (
  engine: Engine,
  method: string,
  id: string | undefined,
  verb: string | undefined,
  ask: (name: string) => string | undefined,
  body: string,
  now: number,
): Answer => {
  if (method === "POST" && id === undefined) return insert(engine, body)
  if (id === undefined) return reply(404, { problem: "name a case" })
  if (method === "DELETE" && verb === undefined) return changed(engine.cases.remove(id))
  if (method === "PATCH" && verb === undefined) {
    const fields = read(body)
    return fields === undefined
      ? reply(400, { problem: "the body is no JSON object" })
      : changed(engine.change(id, now, fields))
  }
  if (method === "POST" && verb === "reopen") return changed(engine.reopen(id, now, ask("null") !== undefined))
  if (method === "POST" && verb === "close") {
    const date = ask("date")
    const parsed = date === undefined || date === "none" ? undefined : instant(date)
    if (date !== undefined && date !== "none" && parsed === undefined)
      return reply(400, { problem: `'${date}' is no date` })
    return changed(engine.close(id, now, { reason: ask("reason"), date: date === "none" ? null : parsed }))
  }
  return reply(404, { problem: "close, reopen, PATCH or DELETE" })
}

const insert = (engine: Engine, body: string): Answer => {
  const document = read(body)
  return document === undefined || !(document["_id"] instanceof ObjectId)
    ? reply(400, { problem: 'the body is no document with an _id of the form {"$oid": ...}' })
    : changed(engine.cases.put(document))
}

const read = (body: string): Document | undefined => {
  const json = PythonJson.parse(body)
  const value: Value = Either.isRight(json) ? ExtendedJson.decode(json.right) : null
  return isDocument(value) ? value : undefined
}

const matched = (engine: Engine, where: string, since: number): Answer =>
  Either.match(engine.matched(where, since), {
    onLeft: () => reply(400, { problem: "the where cannot be used" }),
    onRight: ({ throughout, ever }) =>
      reply(200, { version: engine.cases.version, throughout: [...throughout].toSorted(), ever: [...ever].toSorted() }),
  })

const instant = (text: string): Date | undefined => {
  const date = Option.getOrElse(Dates.parse(text), () => new Date(text))
  return Number.isNaN(date.getTime()) ? undefined : date
}

/** The first day of the month after, at seven or eight in Stockholm: when a month-end is made. */
const morningOfNextMonth = (now: number): number => {
  const date = new Date(now)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1, 6)
}

const setClock = (engine: Engine, ask: (name: string) => string | undefined, clock: number): Answer => {
  const to = ask("set") === undefined ? undefined : instant(ask("set") ?? "")
  const by = Number(ask("advance") ?? 0)
  const next = ask("next")
  if (Number.isNaN(by) || (ask("set") !== undefined && to === undefined) || (next !== undefined && next !== "month"))
    return reply(400, { problem: "set=DATE, next=month or advance=MILLISECONDS" })
  const start = next === undefined ? to?.getTime() : morningOfNextMonth(clock + engine.clockOffset)
  engine.moveClock((start === undefined ? engine.clockOffset : start - clock) + by, clock)
  return reply(200, { now: new Date(clock + engine.clockOffset) })
}

const faults = (engine: Engine, method: string, ask: (name: string) => string | undefined): Answer => {
  if (method === "DELETE") {
    engine.faults.clear()
    return reply(200, { done: "nothing goes wrong any more" })
  }
  const fault = Faults.parse(ask("fault") ?? "")
  if (method !== "POST" || Either.isLeft(fault))
    return reply(400, { problem: Either.isLeft(fault) ? fault.left : "POST or DELETE" })
  const times = ask("times")
  engine.faults.add({ ...fault.right, ...(times === undefined ? {} : { times: Number(times) }) })
  return reply(200, { done: `${fault.right.kind} from now on` })
}

const notSimulated = reply(404, { problem: "no simulated portfolio: start the sandbox with --months" })

const bank = (engine: Engine, ask: (name: string) => string | undefined, now: number): Answer => {
  if (engine.simulation === undefined) return notSimulated
  const from = instant(ask("from") ?? "")
  const to = instant(ask("to") ?? ask("from") ?? "")
  const version = ask("version") ?? "08"
  const kind = ask("kind") ?? "camt.053"
  if (from === undefined || to === undefined) return reply(400, { problem: "from=DAY and to=DAY" })
  if ((version !== "02" && version !== "08") || (kind !== "camt.053" && kind !== "camt.054"))
    return reply(400, { problem: "version=02 or 08, kind=camt.053 or camt.054" })
  const range = { from: from.getTime(), to: to.getTime(), at: now, creditor: ask("creditor") }
  const body = Camt.render(Statements.make(engine.simulation.events, range), { kind, version })
  if (body === undefined) return reply(404, { problem: `the bank has no ${kind} of these days` })
  return { status: 200, headers: { "content-type": "application/xml" }, body }
}

const standing = (engine: Engine, id: string, ask: (name: string) => string | undefined, now: number): Answer => {
  if (engine.simulation === undefined) return notSimulated
  const at = ask("at") === undefined ? new Date(now) : instant(ask("at") ?? "")
  if (at === undefined) return reply(400, { problem: "at=INSTANT" })
  const found = Truth.ofCase(Truth.at(engine.simulation.events, at.getTime()), id)
  if (found === undefined) return reply(404, { problem: "no such case then" })
  const { state, expected, specified, scheduled, paidOut, arrived, lines } = found
  return reply(200, { id, state, expected, specified, scheduled, paidOut, arrived, lines: lines.map(({ id }) => id) })
}
