/** A form is carried out once: who sends it again, by a double click or after going back, sees what the first time answered. */
import type { HttpServerResponse } from "@effect/platform/HttpServerResponse"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FiberId from "effect/FiberId"
import * as Option from "effect/Option"

/** Forms whose answers are remembered; the oldest is forgotten first. */
const most = 1000

export class Once extends Effect.Service<Once>()("desk/Once", {
  sync: () => {
    /** By the id of the form; none where the work did not succeed. */
    const answers = new Map<string, Deferred.Deferred<Option.Option<HttpServerResponse>>>()

    /** `form` is the id that the form carries. What failed or was interrupted may be sent again. */
    const run = <E, R>(
      form: string,
      work: Effect.Effect<HttpServerResponse, E, R>,
    ): Effect.Effect<HttpServerResponse, E, R> =>
      Effect.suspend(() => {
        const before = answers.get(form)
        if (before !== undefined)
          return Effect.flatMap(
            Deferred.await(before),
            Option.match({ onNone: () => run(form, work), onSome: Effect.succeed }),
          )
        const [oldest] = answers.keys()
        if (oldest !== undefined && answers.size >= most) answers.delete(oldest)
        const answer = Deferred.unsafeMake<Option.Option<HttpServerResponse>>(FiberId.none)
        answers.set(form, answer)
        return Effect.onExit(work, (exit) => {
          if (Exit.isFailure(exit)) answers.delete(form)
          return Deferred.succeed(answer, Exit.isSuccess(exit) ? Option.some(exit.value) : Option.none())
        })
      })

    return { run }
  },
}) {}
