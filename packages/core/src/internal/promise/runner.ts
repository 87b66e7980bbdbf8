/** Runs effects as promises: a failure rejects with the error itself, a signal cancels, and closing ends what runs. */
import * as Cause from "effect/Cause"
import * as Data from "effect/Data"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"

/** The client was closed before or during the call. Next: make another one with `createAmili`. */
export class ClientClosed extends Data.TaggedError("ClientClosed")<{
  readonly message: string
  /** The next step, if there is one. */
  readonly hint?: string | undefined
}> {}

export interface Runner<R> {
  readonly run: <A, E>(effect: Effect.Effect<A, E, R>, signal: AbortSignal | undefined) => Promise<A>
  /** Reads when it is iterated, and again each time. */
  readonly iterate: <A, E>(stream: Stream.Stream<A, E, R>, signal: AbortSignal | undefined) => AsyncIterable<A>
  readonly close: () => Promise<void>
}

export const make = <R>(layer: Layer.Layer<R>): Runner<R> => {
  const runtime = ManagedRuntime.make(layer)
  const closing = Effect.runSync(Deferred.make<never, ClientClosed>())

  const refuseIfClosed = () => {
    if (Effect.runSync(Deferred.isDone(closing))) throw closed()
  }

  const run = async <A, E>(effect: Effect.Effect<A, E, R>, signal: AbortSignal | undefined): Promise<A> => {
    // Not started at all once it is closed: the runtime would refuse it with words of its own.
    refuseIfClosed()
    const exit = await runtime.runPromiseExit(Effect.raceFirst(effect, Deferred.await(closing)), { signal })
    if (Exit.isSuccess(exit)) return exit.value
    if (Cause.isInterruptedOnly(exit.cause)) signal?.throwIfAborted()
    throw Cause.squash(exit.cause)
  }

  async function* generate<A, E>(stream: Stream.Stream<A, E, R>, signal: AbortSignal | undefined): AsyncGenerator<A> {
    const scope = Effect.runSync(Scope.make())
    try {
      const pull = await run(Scope.extend(Stream.toPull(stream), scope), signal)
      for (;;) {
        const page = await run(untilEnd(pull), signal)
        if (page === undefined) return
        for (const row of page) {
          // Rows of the page that are left are no longer wanted.
          signal?.throwIfAborted()
          refuseIfClosed()
          yield row
        }
      }
    } finally {
      await Effect.runPromise(Scope.close(scope, Exit.void))
    }
  }

  return {
    run,
    iterate: (stream, signal) => ({ [Symbol.asyncIterator]: () => generate(stream, signal) }),
    close: () => Effect.runPromise(Effect.zipRight(Deferred.fail(closing, closed()), runtime.disposeEffect)),
  }
}

/** A pull that succeeds with undefined at the end of the stream. */
const untilEnd = <A, E, R>(pull: Effect.Effect<A, Option.Option<E>, R>): Effect.Effect<A | undefined, E, R> =>
  Effect.catchAll(pull, Option.match({ onNone: () => Effect.succeed(undefined), onSome: Effect.fail }))

const closed = () =>
  new ClientClosed({ message: "the client is closed", hint: "close it after the last call, or make another one" })
