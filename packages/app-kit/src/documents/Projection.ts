/** `--query` and `--template`: what a person wants to see of each document, instead of the whole as JSON. */
import * as Money from "@amili-cases/core/Money"
import * as Options from "@effect/cli/Options"
import * as BigDecimal from "effect/BigDecimal"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Json from "./Json.ts"
import * as Output from "../terminal/Output.ts"
import * as JsonValue from "./JsonValue.ts"
import { harmless } from "../terminal/Table.ts"
import { UsageError } from "../command/UsageError.ts"

export const options = {
  query: Options.text("query").pipe(
    Options.withPseudoName("expression"),
    Options.optional,
    Options.withDescription("of each JSON document, what this JMESPath expression finds"),
  ),
  template: Options.text("template").pipe(
    Options.withPseudoName("text"),
    Options.optional,
    Options.withDescription("each document as this Liquid template: '{{name}}' with the names that --json shows"),
  ),
}

/** `--json` of a command whose answer is one document. */
export const oneJson = Options.boolean("json").pipe(
  Options.withDescription("the answer as one JSON document, and an error on stderr as JSON too"),
)

export interface Chosen {
  readonly query: Option.Option<string>
  readonly template: Option.Option<string>
}

/** How a document is written. */
export interface Writer {
  /** The line; none where there is nothing to say. */
  readonly line: (document: unknown) => Effect.Effect<Option.Option<string>, UsageError>
  /** Told at the end, if anything has been written: a mistyped field would look like an empty portfolio. */
  readonly note: (documents: number) => Effect.Effect<void>
}

export const json: Writer = {
  line: (document) => Effect.succeed(Option.some(Json.line(document))),
  note: () => Effect.void,
}

/** None where neither option is given. Wrong expressions are refused here, before the API is asked. */
export const read = ({ query, template }: Chosen): Effect.Effect<Option.Option<Writer>, UsageError> =>
  Option.isSome(query) && Option.isSome(template)
    ? new UsageError({ message: "--query and --template exclude each other" })
    : Effect.transposeOption(Option.orElse(Option.map(query, querying), () => Option.map(template, filling)))

/** As `read`; the whole document where `--json` asks for it. */
export const asked = (chosen: Chosen & { readonly json: boolean }): Effect.Effect<Option.Option<Writer>, UsageError> =>
  Effect.map(read(chosen), (writer) => (chosen.json ? Option.orElseSome(writer, () => json) : writer))

/** Writes an answer of a few documents. */
export const write = (
  documents: ReadonlyArray<unknown>,
  writer: Writer,
): Effect.Effect<void, UsageError | Output.OutputFailed> =>
  Effect.gen(function* () {
    const lines = yield* Effect.forEach(documents, writer.line)
    yield* Output.write(lines.map(Option.match({ onNone: () => "", onSome: (line) => `${line}\n` })).join(""))
    yield* writer.note(documents.length)
  })

const querying = (text: string): Effect.Effect<Writer, UsageError> =>
  Effect.gen(function* () {
    const Query = yield* Effect.promise(() => import("./Query.ts"))
    const compiled = Query.read(text)
    if (compiled._tag === "Wrong") return yield* refused("--query", compiled.problem, queryHint)
    let found = 0
    return {
      line: (document) =>
        Effect.map(
          attempt("--query", queryHint, () => compiled.search(JsonValue.of(document))),
          (value) => {
            if (value === null) return Option.none()
            found += 1
            return Option.some(Predicate.isString(value) ? harmless(value) : JSON.stringify(value))
          },
        ),
      note: (documents) =>
        documents > 0 && found === 0
          ? Output.note(`--query found nothing in any of ${documents}; --json shows what there is`)
          : Effect.void,
    }
  })

const filling = (text: string): Effect.Effect<Writer, UsageError> =>
  Effect.gen(function* () {
    const Template = yield* Effect.promise(() => import("./Template.ts"))
    const compiled = Template.read(text, money)
    if (compiled._tag === "Wrong") return yield* refused("--template", compiled.problem, templateHint)
    let known = compiled.fields.length === 0
    return {
      line: (document) =>
        attempt("--template", templateHint, () => {
          const plain = harmlessTexts(JsonValue.of(document))
          const fields = Predicate.isRecord(plain) ? plain : {}
          known ||= compiled.fields.some((name) => Object.hasOwn(fields, name))
          return Option.some(compiled.render(fields))
        }),
      note: (documents) =>
        documents > 0 && !known
          ? Output.note(`--template: nothing here has ${compiled.fields.join(" or ")}; --json shows what there is`)
          : Effect.void,
    }
  })

const queryHint = "--json shows what there is to be found; see https://jmespath.org"
const templateHint = "write {{name}}, with the names that --json shows; see https://liquidjs.com"

const attempt = <A>(name: string, hint: string, run: () => A): Effect.Effect<A, UsageError> =>
  Effect.catchAll(
    Effect.try({ try: run, catch: (cause) => (cause instanceof Error ? cause.message : "failed") }),
    (problem) => refused(name, problem, hint),
  )

const refused = (name: string, problem: string, hint: string) =>
  new UsageError({ message: `${name} does not work: ${problem}`, hint })

/** An amount with two decimals; what is no amount is shown as it is, and what is absent not at all. */
const money = (amount: unknown): string => {
  const text = Predicate.isString(amount) || Predicate.isNumber(amount) ? String(amount) : ""
  return Option.match(BigDecimal.fromString(text), {
    onNone: () => text,
    onSome: (value) => (text === "" ? "" : Money.format(value)),
  })
}

/** Texts of the API go to the terminal as they are in a template: control characters may not. */
const harmlessTexts = (value: JsonValue.JsonValue): JsonValue.JsonValue => {
  if (Predicate.isString(value)) return harmless(value)
  if (Array.isArray(value)) return value.map(harmlessTexts)
  return Predicate.isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([name, field]) => [name, harmlessTexts(field)]))
    : value
}
