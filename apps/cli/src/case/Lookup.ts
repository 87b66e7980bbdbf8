/** Finds cases by what a person has at hand: ids, invoice numbers, references. Always asked from the API. */
import process from "node:process"
import * as readline from "node:readline"
import * as Output from "@amili-cases/app-kit/terminal/Output"
import { UsageError } from "@amili-cases/app-kit/command/UsageError"
import * as Case from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import * as Chunk from "effect/Chunk"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Ref from "effect/Ref"
import * as Stream from "effect/Stream"
import * as CaseFields from "./CaseFields.ts"
import type { Unreadable } from "../Unreadable.ts"

/** Some of the ids that were asked for do not exist. */
export class NoSuchCase extends Data.TaggedError("NoSuchCase")<{
  readonly message: string
  readonly hint: string
}> {}

/** Ids that turned out to be unknown, reported together at the end. */
export interface Missing {
  readonly add: (id: Case.CaseId) => Effect.Effect<void>
  readonly refuse: Effect.Effect<void, NoSuchCase>
}

export const missing: Effect.Effect<Missing> = Effect.map(Ref.make<ReadonlyArray<Case.CaseId>>([]), (unknown) => ({
  add: (id) => Ref.update(unknown, (ids) => [...ids, id]),
  refuse: Effect.flatMap(Ref.get(unknown), (ids) =>
    ids.length === 0
      ? Effect.void
      : new NoSuchCase({
          message: `no case has the id${ids.length === 1 ? "" : "s"} ${ids.join(", ")}, or these credentials may not see it`,
          hint: "check the id, or look it up with amili case show --invoice <number>",
        }),
  ),
}))

/** An id as typed: the API knows lower case only. */
export const readId = (text: string): Effect.Effect<Case.CaseId, UsageError> =>
  Effect.mapError(
    Case.parseId(text.trim().toLowerCase()),
    () =>
      new UsageError({
        message: `"${text}" is not a case id, which is 24 hex digits`,
        hint: `for an invoice number: amili case show --invoice ${text}`,
      }),
  )

/** Ids to look up, so many at once: a single one needs no machinery for several. */
export interface Ids {
  readonly ids: Stream.Stream<Case.CaseId, UsageError>
  readonly atOnce: number
}

/** The ids as typed; a dash stands for those on stdin, one a line. */
export const readIds = (words: ReadonlyArray<string>): Effect.Effect<Ids, UsageError> =>
  Effect.map(
    Effect.forEach(words, (word) => (word === "-" ? Effect.succeedNone : Effect.asSome(readId(word)))),
    (typed) => {
      const [only, ...more] = typed
      if (only !== undefined && Option.isSome(only) && more.length === 0)
        return { ids: Stream.succeed(only.value), atOnce: 1 }
      const parts = typed.map(Option.match({ onNone: () => fromStdin, onSome: Stream.succeed }))
      return { ids: Stream.concatAll(Chunk.fromIterable(parts)), atOnce: 4 }
    },
  )

const fromStdin: Stream.Stream<Case.CaseId, UsageError> = Stream.suspend(() =>
  Stream.fromAsyncIterable(readline.createInterface({ input: process.stdin }), (cause) => cause).pipe(
    Stream.mapError(() => new UsageError({ message: "cannot read ids from stdin" })),
    Stream.filter((line) => line.trim() !== ""),
    Stream.mapEffect(readId),
  ),
)

/** The cases with these ids, in this order. */
export const byId = ({ atOnce, ids }: Ids, debtor: boolean, unknown: Missing, unreadable: Unreadable) =>
  ids.pipe(
    Stream.mapEffect(
      (id) =>
        Effect.flatMap(Cases, (cases) => cases.get(id, { projection: CaseFields.ofCase(debtor) })).pipe(
          Effect.map((found) => Option.some<Case.Case>(found)),
          Effect.catchTags({
            NotFound: () => Effect.as(unknown.add(id), Option.none<Case.Case>()),
            MalformedDocument: ({ message }) => Effect.as(unreadable.add(id, message), Option.none<Case.Case>()),
          }),
        ),
      { concurrency: atOnce },
    ),
    Stream.filterMap((found) => found),
  )

export interface Numbers {
  readonly invoice: ReadonlyArray<string>
  readonly reference: ReadonlyArray<string>
}

/** The cases with these invoice numbers, then those with these references. A number that none has is a note. */
export const byNumber = ({ invoice, reference }: Numbers, debtor: boolean, unreadable: Unreadable) =>
  Stream.fromIterable([
    ...invoice.map((invoiceNumber) => ({ by: { invoiceNumber }, what: `invoice number ${invoiceNumber}` })),
    ...reference.map((referenceNumber) => ({ by: { referenceNumber }, what: `reference ${referenceNumber}` })),
  ]).pipe(
    Stream.flatMap(({ by, what }) =>
      Stream.unwrap(
        Effect.map(Cases, (cases) =>
          noteIfEmpty(
            cases.find(by, { ...unreadable.options, projection: CaseFields.ofCase(debtor) }),
            `no case has the ${what}`,
          ),
        ),
      ),
    ),
  )

const noteIfEmpty = <E, R>(found: Stream.Stream<Case.Case, E, R>, text: string): Stream.Stream<Case.Case, E, R> =>
  Stream.orElseIfEmptyStream(found, () => Stream.execute(Output.note(text)))
