import { Effect, Tracer } from "effect"

/** The SQL statements that the effect has the database run, by their spans. */
export const statements = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Effect.tracer, (native) => {
    const run: Array<string> = []
    const recording = Tracer.make({
      span: (name, ...rest) => {
        const span = native.span(name, ...rest)
        if (name !== "sql.execute") return span
        const attribute = span.attribute.bind(span)
        span.attribute = (key, value) => {
          if (key === "db.query.text") run.push(String(value))
          attribute(key, value)
        }
        return span
      },
      context: (go, fiber) => native.context(go, fiber),
    })
    return Effect.map(Effect.withTracer(effect, recording), (): ReadonlyArray<string> => run)
  })
