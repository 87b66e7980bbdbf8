/** Spans where somebody looks at them. */
import { Effect, type Tracer } from "effect"

/** The tracer of a program that has installed none: it keeps spans nowhere. */
const nobody: Tracer.Tracer = Effect.runSync(Effect.tracer)

/** The effect in a span, or by itself in a program without a tracer: two spans would be a tenth of what a page costs. */
export const traced = <A, E, R>(
  effect: Effect.Effect<A, E, R>,
  name: string,
  options: () => Tracer.SpanOptions = () => ({}),
): Effect.Effect<A, E, R> =>
  Effect.withFiberRuntime((fiber) =>
    fiber.currentTracer === nobody ? effect : Effect.withSpan(effect, name, { captureStackTrace: false, ...options() }),
  )

/** Notes the status of an answer on the span, if there is one of ours. */
export const noteStatus = (status: number): Effect.Effect<void> =>
  Effect.withFiberRuntime((fiber) =>
    fiber.currentTracer === nobody ? Effect.void : Effect.annotateCurrentSpan("http.response.status_code", status),
  )
