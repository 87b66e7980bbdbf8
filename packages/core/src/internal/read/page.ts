/** One request for a page of a list, and the checks that its answer is what was asked for. */
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import type { Answer } from "../../AmiliClient.ts"
import type { Api } from "./api.ts"
import { type ApiError, UnexpectedAnswer } from "../../ApiError.ts"
import * as Document from "../../Document.ts"
import type { Resource } from "../../Resource.ts"
import * as Projection from "../../Projection.ts"
import { itemTexts } from "./itemTexts.ts"

export interface Request {
  readonly where: Readonly<Record<string, unknown>>
  readonly sort: string
  readonly projection: Readonly<Record<string, unknown>> | undefined
  readonly page: number
  readonly pageSize: number
}

export interface Page {
  readonly items: ReadonlyArray<unknown>
  /** What the server granted of the page size that was asked for; it may grant less. */
  readonly granted: number | undefined
  /** How many documents match in all. Servers can be set up not to say. */
  readonly total: number | undefined
  /** The server's clock when it answered, in whole seconds. */
  readonly serverTime: Option.Option<DateTime.Utc>
  /** The JSON text of each item. */
  readonly sources: () => ReadonlyArray<string>
}

export const fetch = (api: Api, resourceName: string, request: Request): Effect.Effect<Page, ApiError> =>
  api.get(resourceName, parameters(request)).pipe(
    Effect.catchTag("NotFound", () =>
      Effect.fail(
        new UnexpectedAnswer({
          message: `the API has no list '${resourceName}'`,
          hint: "check the base URL, and that these credentials may read it",
          status: 404,
        }),
      ),
    ),
    Effect.flatMap((answer) => read(resourceName, request, answer)),
  )

const parameters = ({ page, pageSize, projection, sort, where }: Request): ReadonlyArray<readonly [string, string]> => {
  const all: Array<readonly [string, string]> = []
  if (Object.keys(where).length > 0) all.push(["where", JSON.stringify(where)])
  if (projection !== undefined) all.push(["projection", JSON.stringify(projection)])
  all.push(["sort", sort], ["max_results", String(pageSize)], ["page", String(page)])
  return all
}

const read = (name: string, request: Request, answer: Answer): Effect.Effect<Page, UnexpectedAnswer> => {
  const { body } = answer
  if (!Predicate.isReadonlyRecord(body) || !Array.isArray(body["_items"])) {
    return unexpected(`the answer to a list of ${name} is no list`)
  }
  const items: ReadonlyArray<unknown> = body["_items"]
  const meta = Predicate.isReadonlyRecord(body["_meta"]) ? body["_meta"] : {}
  const page = whole(meta["page"])
  const granted = whole(meta["max_results"])
  if (page !== undefined && page !== request.page) {
    return unexpected(`page ${request.page} of ${name} was asked for, and page ${page} came`)
  }
  if (granted !== undefined && (granted < 1 || granted > request.pageSize || items.length > granted)) {
    return unexpected(
      `${request.pageSize} rows of ${name} were asked for, the API says it grants ${granted}, and ${items.length} came`,
    )
  }
  const { serverTime, text } = answer
  let texts: ReadonlyArray<string> | undefined
  // Cut out once, and only when somebody asks: most readers never do.
  const sources = () => (texts ??= itemTexts(text))
  return Effect.succeed({ items, granted, total: whole(meta["total"]), serverTime, sources })
}

/** The documents of a page, each decoded or malformed, with its text cut out only when somebody asks for it. */
export const documents = <A>(
  resource: Resource<A>,
  page: Pick<Page, "items" | "sources">,
): ReadonlyArray<Document.Document<A>> =>
  page.items.map((item, index) => Document.decode(resource, item, () => sourceOf(resource, page, index)))

/** The text of a document, without what the projection did not ask for. */
const sourceOf = <A>({ fields }: Resource<A>, page: Pick<Page, "items" | "sources">, index: number) => {
  const text = page.sources()[index] ?? ""
  return fields === undefined || Projection.isWithin(page.items[index], fields)
    ? text
    : Projection.restrict(text, fields)
}

export const unexpected = (message: string): Effect.Effect<never, UnexpectedAnswer> =>
  Effect.fail(new UnexpectedAnswer({ message, hint: "report this: the API does not behave as documented" }))

const whole = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isInteger(value) ? value : undefined
