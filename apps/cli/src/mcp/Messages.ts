/**
 * What passes between a client and the library that serves it: messages of JSON-RPC, one a line. The library (@effect/ai) knows
 * requests by whole numbers alone, names no request when it refuses an unknown method, and takes no call without `arguments`.
 * So requests are numbered and checked here, and answers get back the id that their client gave.
 */
import { ClientNotificationRpcs, ClientRequestRpcs } from "@effect/ai/McpSchema"
import * as Effect from "effect/Effect"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as ParseResult from "effect/ParseResult"
import * as Schema from "effect/Schema"

export interface Messages<E> {
  /** Takes a line of the client, and returns what the library shall read: nothing where the line is answered here or left out. */
  readonly receive: (line: string) => Effect.Effect<Option.Option<string>, E>
  /** Writes an answer of the library. */
  readonly send: (answer: string) => Effect.Effect<void, E>
  /** Waits until every request has its answer. */
  readonly settled: Effect.Effect<void>
}

const Params = Schema.Record({ key: Schema.String, value: Schema.Unknown })
const Id = Schema.Union(Schema.String, Schema.Number)
const Message = Schema.Struct({
  jsonrpc: Schema.Literal("2.0"),
  id: Schema.optional(Id),
  method: Schema.String,
  params: Schema.optional(Params),
})
type Id = typeof Id.Type
type Message = typeof Message.Type

const read = Schema.decodeOption(Schema.parseJson(Message))
const readAnswer = Schema.decodeOption(Schema.parseJson(Params))

/** `write` writes to the client. */
export const make = <E>(write: (text: string) => Effect.Effect<void, E>): Effect.Effect<Messages<E>> =>
  Effect.gen(function* () {
    /** Requests without an answer yet: the client's ids by the numbers that the library knows. */
    const waiting = new Map<unknown, Id>()
    const settled = yield* Effect.makeLatch(true)
    let last = 0

    const forget = (number: unknown) =>
      Effect.suspend(() => {
        waiting.delete(number)
        return waiting.size === 0 ? settled.open : Effect.void
      })

    const request = (id: Id, { method, params }: Message) => {
      const given = method === "tools/call" ? { arguments: {}, ...params } : params
      const error = problemOf(method, given)
      if (error !== undefined) return Effect.as(write(lineOf({ id, error })), Option.none<string>())
      last += 1
      waiting.set(last, id)
      return Effect.as(settled.close, Option.some(lineOf({ id: last, method, params: given })))
    }

    const notification = ({ method, params }: Message) => {
      if (!ClientNotificationRpcs.requests.has(method)) return Effect.succeedNone
      if (method !== "notifications/cancelled") return Effect.succeedSome(lineOf({ method, params }))
      const [number] = Array.from(waiting).find(([, id]) => id === params?.["requestId"]) ?? []
      if (number === undefined) return Effect.succeedNone
      // Its client expects no answer any more, and gets none.
      return Effect.as(forget(number), Option.some(lineOf({ method, params: { ...params, requestId: number } })))
    }

    return {
      receive: (line) =>
        Option.match(read(line), {
          onNone: () => Effect.as(Effect.logWarning("left out a line that is no request"), Option.none<string>()),
          onSome: (message) => (message.id === undefined ? notification(message) : request(message.id, message)),
        }),
      send: (answer) =>
        Option.match(readAnswer(answer), {
          onNone: () => Effect.void,
          onSome: (message) => {
            if (!("id" in message)) return write(answer)
            const id = waiting.get(message["id"])
            return id === undefined
              ? Effect.void
              : Effect.zipRight(write(lineOf({ ...message, id })), forget(message["id"]))
          },
        }),
      settled: settled.await,
    }
  })

const lineOf = (message: Readonly<Record<string, unknown>>) => `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`

/** What JSON-RPC answers to a request that the library would not understand. */
const problemOf = (method: string, params: unknown) => {
  const known = ClientRequestRpcs.requests.get(method)
  if (known === undefined) return { code: -32601, message: `there is no method ${method}` }
  return Either.match(Schema.decodeUnknownEither(Schema.make(known.payloadSchema.ast))(params), {
    onLeft: (error) => ({ code: -32602, message: `${method}: ${problemIn(error)}` }),
    onRight: () => undefined,
  })
}

const problemIn = (error: ParseResult.ParseError) => {
  const [issue] = ParseResult.ArrayFormatter.formatErrorSync(error)
  return `${issue?.path.join(".") ?? "params"} ${issue?.message ?? "cannot be read"}`
}
