/** Documents that could not be decoded: each is logged and left out, and at the end the command fails. */
import type { Malformed } from "@amili-cases/core/Document"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Ref from "effect/Ref"

/** The answer is not complete. */
export class IncompleteAnswer extends Data.TaggedError("IncompleteAnswer")<{
  readonly message: string
  readonly hint: string
}> {}

export interface Unreadable {
  readonly options: {
    readonly malformed: "skip"
    readonly onMalformed: (document: Malformed) => Effect.Effect<void>
  }
  /** For a document that was asked for by its id. */
  readonly add: (id: string | undefined, problem: string) => Effect.Effect<void>
  /** Fails if there was one. */
  readonly refuse: Effect.Effect<void, IncompleteAnswer>
}

/** Options for reading that skip what cannot be decoded, and the failure at the end. */
export const make = (what = "case"): Effect.Effect<Unreadable> =>
  Effect.map(Ref.make(0), (count) => {
    const add: Unreadable["add"] = (id, problem) =>
      Effect.zipRight(
        Ref.update(count, (n) => n + 1),
        Effect.logWarning(`${what} ${id ?? "without an id"} cannot be read and is left out: ${problem}`),
      )
    return {
      add,
      options: { malformed: "skip", onMalformed: ({ id, problem }) => add(id, problem) },
      refuse: Effect.flatMap(Ref.get(count), (n) =>
        n === 0
          ? Effect.void
          : new IncompleteAnswer({
              message: `${n === 1 ? `one ${what}` : `${n} ${what}s`} could not be read: the answer is not complete`,
              hint: "the lines above say which; report them, the API has sent something new",
            }),
      ),
    }
  })
