/** Finds cases by what a person has at hand: ids, invoice numbers, references. Always asked from the API. */
import process from "node:process"
import * as readline from "node:readline"
import * as Output from "@amili-cases/app-kit/Output"
import { UsageError } from "@amili-cases/app-kit/UsageError"
import { CaseId } from "@amili-cases/core/Case"
import type { Case } from "@amili-cases/core/Case"
import { Cases } from "@amili-cases/core/Cases"
import { Chunk, Data, Effect, Option, Ref, Schema, Stream } from "effect"
import * as CaseFields from "./CaseFields.ts"
import type { Unreadable } from "./Unreadable.ts"

/** Some of the ids that were asked for do not exist. */
export class NoSuchCase extends Data.TaggedError("NoSuchCase")<{
  readonly message: string
  readonly hint: string
}> {}

/** Ids that turned out to be unknown, told together at the end. */
export interface Missing {
  readonly add: (id: CaseId) => Effect.Effect<void>
  readonly refuse: Effect.Effect<void, NoSuchCase>
}

export const missing: Effect.Effect<Missing> = Effect.map(Ref.make<ReadonlyArray<CaseId>>([]), (unknown) => ({
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
export const readId = (text: string): Effect.Effect<CaseId, UsageError> =>
  Effect.mapError(
    Schema.decode(CaseId)(text.trim().toLowerCase()),
    () =>
      new UsageError({
        message: `"${text}" is not a case id, which is 24 hex digits`,
        hint: `for an invoice number: amili case show --invoice ${text}`,
      }),
  )

/** The ids as typed; a dash stands for those on stdin, one a line. */
export const readIds = (words: ReadonlyArray<string>): Effect.Effect<Stream.Stream<CaseId, UsageError>, UsageError> =>
  Effect.map(
    Effect.forEach(words, (word) =>
      word === "-" ? Effect.succeed(fromStdin) : Effect.map(readId(word), (id) => Stream.succeed(id)),
    ),
    (parts) => Stream.concatAll(Chunk.fromIterable(parts)),
  )

const fromStdin: Stream.Stream<CaseId, UsageError> = Stream.suspend(() =>
  Stream.fromAsyncIterable(readline.createInterface({ input: process.stdin }), (cause) => cause).pipe(
    Stream.mapError(() => new UsageError({ message: "cannot read ids from stdin" })),
    Stream.filter((line) => line.trim() !== ""),
    Stream.mapEffect(readId),
  ),
)

/** The cases with these ids, in this order. */
export const byId = <E>(ids: Stream.Stream<CaseId, E>, debtor: boolean, unknown: Missing, unreadable: Unreadable) =>
  ids.pipe(
    Stream.mapEffect(
      (id) =>
        Effect.flatMap(Cases, (cases) => cases.get(id, { projection: CaseFields.ofCase(debtor) })).pipe(
          Effect.map((found) => Option.some<Case>(found)),
          Effect.catchTags({
            NotFound: () => Effect.as(unknown.add(id), Option.none<Case>()),
            MalformedDocument: ({ message }) => Effect.as(unreadable.add(id, message), Option.none<Case>()),
          }),
        ),
      { concurrency: 4 },
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

const noteIfEmpty = <E, R>(found: Stream.Stream<Case, E, R>, text: string): Stream.Stream<Case, E, R> =>
  Stream.orElseIfEmptyStream(found, () => Stream.execute(Output.note(text)))
