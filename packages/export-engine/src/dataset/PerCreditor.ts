/** One set of files for each creditor, begun with the first line about it. */
import * as Array from "effect/Array"
import * as Effect from "effect/Effect"
import type { Creditor, OutputTable } from "./Output.ts"
import type * as Scope from "effect/Scope"

export interface PerCreditor<F, E> {
  /** Splits rows by creditor and hands each part to the files of its creditor. */
  readonly split: <Row, E2>(
    rows: ReadonlyArray<Row>,
    creditorOf: Pick<OutputTable<Row>, "creditor" | "creditorName">,
    write: (files: F, rows: ReadonlyArray<Row>) => Effect.Effect<void, E2>,
  ) => Effect.Effect<void, E | E2>
  /** What finishing each of the sets gives, in order of the creditors' ids. */
  readonly finish: <A, E2>(
    finish: (files: F) => Effect.Effect<ReadonlyArray<A>, E2>,
  ) => Effect.Effect<ReadonlyArray<A>, E2>
}

/** `open` makes the files of a creditor; they last as long as the scope that this is called in. */
export const make = <F, E, R>(
  open: (creditor: Creditor) => Effect.Effect<F, E, R>,
): Effect.Effect<PerCreditor<F, E>, never, R | Scope.Scope> =>
  Effect.map(Effect.context<R>(), (context) => {
    const opened = new Map<string, F>()
    const filesOf = (creditor: Creditor) =>
      Effect.suspend(() => {
        const files = opened.get(creditor.id)
        if (files !== undefined) return Effect.succeed(files)
        return open(creditor).pipe(
          Effect.provide(context),
          Effect.tap((begun) => Effect.sync(() => opened.set(creditor.id, begun))),
        )
      })
    return {
      split: (rows, of, write) =>
        Effect.forEach(
          Object.entries(Array.groupBy(rows, (row) => of.creditor(row) ?? "unknown")),
          ([id, part]) =>
            Effect.flatMap(filesOf({ id, name: of.creditorName?.(part[0]) }), (files) => write(files, part)),
          { discard: true },
        ),
      finish: (finish) =>
        Effect.map(
          Effect.forEach(
            [...opened].toSorted(([a], [b]) => (a < b ? -1 : 1)),
            ([, files]) => finish(files),
          ),
          (all) => all.flat(),
        ),
    }
  })
