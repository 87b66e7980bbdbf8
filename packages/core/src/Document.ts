/** What a read yields when it is asked to keep everything: a document that could be decoded, or one that could not. */
import * as Data from "effect/Data"
import * as Either from "effect/Either"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Json from "./internal/http/json.ts"
import type { Resource } from "./Resource.ts"

/** A document that could be decoded, with the text that it came as. */
export interface Decoded<out A> {
  readonly _tag: "Decoded"
  /** The document. */
  readonly value: A
  /** The document's own JSON text as received, without what a projection did not ask for. It keeps the text of its whole page alive: do not hoard it. */
  readonly source: string
}

/** A document that could not be decoded. */
export interface Malformed {
  readonly _tag: "Malformed"
  /** Its id, if it has one. */
  readonly id: string | undefined
  /** One line that names the field (in wire names) and what was expected there, never the value. */
  readonly problem: string
  /** The document's own JSON text as received, without what a projection did not ask for; else personal data included. */
  readonly source: string
}

/** A document of a list, decoded or not. */
export type Document<A> = Decoded<A> | Malformed

/** A document that cannot be decoded, where the reader did not ask to keep those. Next: report it, or keep them. */
export class MalformedDocument extends Data.TaggedError("MalformedDocument")<{
  readonly message: string
  /** The next step. */
  readonly hint: string
  /** The list it stands in, such as `cases`. */
  readonly resource: string
  /** Its id, if it has one. */
  readonly id?: string | undefined
  /** The field and what was expected there, never the value. */
  readonly problem: string
}> {}

/** Whether the document could not be decoded. */
export const isMalformed = <A>(document: Document<A>): document is Malformed => document._tag === "Malformed"

/** The error for a document that nobody asked to keep. */
export const toError = (resource: string, { id, problem }: Malformed): MalformedDocument =>
  new MalformedDocument({
    message: `${resource} ${id ?? "without id"} cannot be read: ${problem}`,
    hint: "report it to Amili; reading with malformed documents kept or skipped goes on without it",
    resource,
    problem,
    ...(id === undefined ? {} : { id }),
  })

/** Decodes one document; `source` is called when somebody asks for the text. */
export const decode = <A>(resource: Resource<A>, wire: unknown, source: () => string): Document<A> => {
  const decoded = resource.decode(wire)
  return Either.isRight(decoded)
    ? new DecodedDocument(decoded.right, source)
    : new MalformedOne(idOf(wire), decoded.left, source)
}

/** Decodes one document from its own JSON text, with the same result as when it stood in a page. */
export const parse = <A>(resource: Resource<A>, source: string): Document<A> =>
  Option.match(Json.parse(source), {
    onNone: () => new MalformedOne(undefined, "document: expected JSON", () => source),
    onSome: ({ value }) => decode(resource, value, () => source),
  })

/** The JSON of a document's own text, with the repairs that pages get; none when it is not JSON. */
export const wireOf = (source: string): Option.Option<unknown> => Option.map(Json.parse(source), ({ value }) => value)

/** The id of a document that may not decode otherwise. */
export const idOf = (wire: unknown): string | undefined =>
  Predicate.isReadonlyRecord(wire) && typeof wire["_id"] === "string" && wire["_id"] !== "" ? wire["_id"] : undefined

class DecodedDocument<A> implements Decoded<A> {
  readonly _tag = "Decoded"
  readonly value: A
  readonly #source: () => string
  constructor(value: A, source: () => string) {
    this.value = value
    this.#source = source
  }
  get source(): string {
    return this.#source()
  }
}

class MalformedOne implements Malformed {
  readonly _tag = "Malformed"
  readonly id: string | undefined
  readonly problem: string
  readonly #source: () => string
  constructor(id: string | undefined, problem: string, source: () => string) {
    this.id = id
    this.problem = problem
    this.#source = source
  }
  get source(): string {
    return this.#source()
  }
}
