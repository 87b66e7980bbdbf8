/** Reports how far a long reading has come: a port that the app fills. Reports nothing by default. */
import type { Bilingual } from "@amili-cases/sheets/Column"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Option from "effect/Option"
import * as Stream from "effect/Stream"

export interface Reporter {
  /** The same rows, counted as they pass. `what` is plural, such as "open cases"; `total` is asked only if it takes long. */
  readonly counted: (
    what: Bilingual,
    total: Effect.Effect<Option.Option<number>>,
  ) => <A, E, R>(rows: Stream.Stream<A, E, R>) => Stream.Stream<A, E, R>
}

export class Progress extends Context.Reference<Progress>()("export-engine/Progress", {
  defaultValue: (): Reporter => ({ counted: () => (rows) => rows }),
}) {}

export const counted =
  (what: Bilingual, total: Effect.Effect<Option.Option<number>>) =>
  <A, E, R>(rows: Stream.Stream<A, E, R>): Stream.Stream<A, E, R> =>
    Stream.unwrap(Effect.map(Progress, (progress) => progress.counted(what, total)(rows)))
