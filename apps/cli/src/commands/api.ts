/** `amili api`: anything else that the API can tell. */
import * as Output from "@amili-cases/app-kit/terminal/Output"
import * as Runnable from "@amili-cases/app-kit/command/Runnable"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Projection from "@amili-cases/app-kit/documents/Projection"
import { AmiliClient } from "@amili-cases/core/AmiliClient"
import { UnexpectedAnswer } from "@amili-cases/core/ApiError"
import * as Args from "@effect/cli/Args"
import * as Command from "@effect/cli/Command"
import * as Options from "@effect/cli/Options"
import * as Chunk from "effect/Chunk"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { identity } from "effect/Function"
import * as Globals from "../Globals.ts"

const options = {
  path: Args.text({ name: "path" }).pipe(Args.withDescription("such as creditors, or cases/6867da7788b9226bb78d716c")),
  param: Options.text("param").pipe(
    Options.withPseudoName("name=value"),
    Options.repeated,
    Options.withDescription("a parameter of the query, such as max_results=5; may stand several times"),
  ),
  all: Options.boolean("all").pipe(
    Options.withDescription("every document of a list, one a line, read by id whatever its size"),
  ),
  debtor: Options.boolean("debtor").pipe(
    Options.withDescription("debtors' names and numbers too, which are otherwise left out of cases"),
  ),
  json: Options.boolean("json").pipe(
    Options.withDescription("errors as JSON too, as with other commands; the answer always is"),
  ),
  ...Projection.options,
  ...Globals.options,
}

type Params = ReadonlyArray<readonly [name: string, value: string]>

const command = Command.make("api", options, (chosen) =>
  Globals.connected(
    chosen,
    Effect.gen(function* () {
      const path = chosen.path.replace(/^\/+/, "")
      const given = yield* Effect.forEach(chosen.param, readParam)
      const params = chosen.debtor ? given : withoutDebtor(path, given)
      const projection = yield* Projection.read(chosen)
      const cleaned = params === given ? identity : withoutPersonal
      const writer = Option.getOrElse(projection, () => Projection.json)
      const where = chosen.all ? yield* readWhere(params) : {}
      let count = 0
      const write = <E, R>(documents: Stream.Stream<unknown, E, R>) =>
        documents.pipe(
          Stream.map(cleaned),
          Stream.tap(() => Effect.sync(() => (count += 1))),
          Stream.mapEffect(writer.line),
          Stream.filterMap((line) => line),
          Stream.run(Output.lines),
        )
      return Effect.gen(function* () {
        if (chosen.all) yield* write(walk(path, where, params))
        else {
          const answer = yield* Effect.flatMap(AmiliClient, (api) => api.get(path, params))
          const body = cleaned(answer.body)
          const text = body === answer.body ? answer.text.trimEnd() : JSON.stringify(body)
          yield* Option.isNone(projection) ? Output.writeLine(text) : write(Stream.succeed(body))
        }
        yield* writer.note(count)
      })
    }),
  ),
)

const readParam = (text: string) => {
  const at = text.indexOf("=")
  return at < 1
    ? new UsageError({ message: `--param takes name=value, not "${text}"`, hint: "for example --param max_results=5" })
    : Effect.succeed([text.slice(0, at), text.slice(at + 1)] as const)
}

const personal = { customer_name: 0, customer_id_number: 0, customer_number: 0, customer_status: 0 }

/** Asks for cases without what is personal in them, unless somebody says which fields they want. */
const withoutDebtor = (path: string, params: Params): Params =>
  /^cases(\/|$)/.test(path) && !params.some(([name]) => name === "projection")
    ? [...params, ["projection", JSON.stringify(personal)]]
    : params

/** The same without what is personal, where a server takes no notice of the projection; the very same where it does. */
const withoutPersonal = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    const items: ReadonlyArray<unknown> = value.map(withoutPersonal)
    return items.every((item, index) => item === value[index]) ? value : items
  }
  if (!Predicate.isReadonlyRecord(value)) return value
  const kept = Object.entries(value).flatMap(([key, inner]) =>
    Object.hasOwn(personal, key) ? [] : [[key, withoutPersonal(inner)]],
  )
  const isSame = kept.length === Object.keys(value).length && kept.every(([key, inner]) => value[String(key)] === inner)
  return isSame ? value : Object.fromEntries(kept)
}

const List = Schema.Struct({
  _items: Schema.Array(Schema.Record({ key: Schema.String, value: Schema.Unknown })),
  _meta: Schema.Struct({ max_results: Schema.Number }),
})
const Where = Schema.parseJson(Schema.Record({ key: Schema.String, value: Schema.Unknown }))

const readWhere = (params: Params) =>
  Effect.mapError(
    Schema.decode(Where)(params.find(([name]) => name === "where")?.[1] ?? "{}"),
    () =>
      new UsageError({
        message: "with --all, where has to be a JSON object",
        hint: `for example --param 'where={"closed":null}'`,
      }),
  )

/** By id and never by page number, which loses documents while others come and go. */
const walk = (path: string, where: typeof Where.Type, params: Params) => {
  const others = params.filter(([name]) => !["where", "sort", "page", "max_results"].includes(name))
  return Stream.paginateChunkEffect("", (last) =>
    Effect.gen(function* () {
      const api = yield* AmiliClient
      const after = last === "" ? where : { $and: [where, { _id: { $gt: last } }] }
      const answer = yield* api.get(path, [
        ...others,
        ["where", JSON.stringify(after)],
        ["sort", "_id"],
        ["max_results", "100"],
      ])
      const { _items, _meta } = yield* Effect.mapError(
        Schema.decodeUnknown(List)(answer.body),
        () => new UnexpectedAnswer({ message: `${path} is no list`, hint: "leave --all out" }),
      )
      const next = _items.at(-1)?._id
      const more = _items.length > 0 && _items.length >= _meta.max_results && typeof next === "string"
      return [Chunk.fromIterable(_items), more ? Option.some(next) : Option.none()] as const
    }),
  )
}

export const api = Runnable.make(command, {
  details: [
    "Prints the answer of the API as it came, after logging in. Only reading: nothing can be changed. With --all, a list is read whole, one document a line; where narrows it, sort and page are not yours to choose then.",
  ],
  examples: [
    { command: "amili api creditors --param max_results=1", effect: "one creditor, raw" },
    { command: "amili api finance--payouts --all", effect: "every payout, one document a line" },
    {
      command: `amili api cases --all --param 'where={"state":"dispute"}' --param 'projection={"state":1}'`,
      effect: "chosen fields of disputed cases",
    },
  ],
})
