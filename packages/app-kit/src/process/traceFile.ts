/**
 * Spans as lines of OTLP JSON: what an OpenTelemetry collector, Jaeger or jq reads. A line is written when its span ends,
 * 64 kB at a time and the rest when the process ends, however it does.
 */
import { randomBytes } from "node:crypto"
import { fchmodSync, openSync, writeSync } from "node:fs"
import process from "node:process"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Tracer from "effect/Tracer"
import * as Paths from "../settings/Paths.ts"
import * as Report from "./Report.ts"
import type { Traced } from "./Trace.ts"
import { UsageError } from "../command/UsageError.ts"
import * as Stderr from "../terminal/stderr.ts"

/** The effect as the root span of a trace in the file. */
export const writing =
  ({ file, name, program, version }: Traced) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | UsageError, R> =>
    Effect.flatMap(Effect.flatMap(Paths.expand(file), open), (handle) => {
      const resource = {
        attributes: attributesOf([
          ["service.name", program],
          ["service.version", version],
          ["process.runtime.version", process.versions.node],
          ["os.type", process.platform],
        ]),
      }
      const lines = linesTo(handle, file)
      const tracer = tracerTo((span) => {
        const scopeSpans = [{ scope: { name: program }, spans: [span] }]
        lines.add(JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] }))
      })
      return effect.pipe(Effect.withSpan(name, { captureStackTrace: false, root: true }), Effect.withTracer(tracer))
    })

const open = (file: string): Effect.Effect<number, UsageError> =>
  Effect.try({
    try: () => {
      const handle = openSync(file, "w", 0o600)
      // A file that was there keeps its mode.
      if (process.platform !== "win32" && !file.startsWith("/dev/")) fchmodSync(handle, 0o600)
      return handle
    },
    catch: (cause) =>
      new UsageError({
        message: `--trace-file: cannot write ${file}${cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : ""}`,
        hint: "choose a file in a folder that you may write to",
      }),
  })

/** Written without waiting: at the end of a process nothing else works. A disk that is full costs the trace, not the run. */
const linesTo = (handle: number, file: string) => {
  let waiting = ""
  let failed = false
  const write = () => {
    try {
      if (waiting !== "" && !failed) writeSync(handle, waiting)
    } catch {
      failed = true
      Stderr.write(`warning: the trace in ${file} is not complete: it cannot be written\n`)
    }
    waiting = ""
  }
  process.on("exit", write)
  return {
    add: (line: string): void => {
      waiting += `${line}\n`
      if (waiting.length > 65_536) write()
    },
  }
}

const tracerTo = (write: (span: unknown) => void): Tracer.Tracer =>
  Tracer.make({
    context: (run) => run(),
    span: (name, parent, context, links, startTime, kind) => {
      const attributes = new Map<string, unknown>()
      const events: Array<unknown> = []
      const traceId = Option.match(parent, { onNone: () => hex(16), onSome: (span) => span.traceId })
      const spanId = hex(8)
      let status: Tracer.SpanStatus = { _tag: "Started", startTime }
      return {
        _tag: "Span",
        name,
        spanId,
        traceId,
        parent,
        context,
        attributes,
        links: [...links],
        sampled: true,
        kind,
        get status() {
          return status
        },
        end: (endTime, exit) => {
          status = { _tag: "Ended", startTime, endTime, exit }
          write({
            traceId,
            spanId,
            ...Option.match(parent, { onNone: () => ({}), onSome: (span) => ({ parentSpanId: span.spanId }) }),
            name,
            kind: kinds[kind],
            startTimeUnixNano: String(startTime),
            endTimeUnixNano: String(endTime),
            attributes: attributesOf(attributes),
            ...(events.length === 0 ? {} : { events }),
            status: statusOf(exit),
          })
        },
        attribute: (key, value) => void attributes.set(key, value),
        event: (event, time, more = {}) =>
          void events.push({
            name: event,
            timeUnixNano: String(time),
            attributes: attributesOf(Object.entries(more)),
          }),
        addLinks: () => {},
      }
    },
  })

const kinds = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 }

const hex = (bytes: number) => randomBytes(bytes).toString("hex")

interface Attribute {
  readonly key: string
  readonly value: Readonly<Record<string, string | number | boolean>>
}

/** Texts, numbers and truths; anything else does not belong into a trace. */
const attributesOf = (all: Iterable<readonly [key: string, value: unknown]>) =>
  Array.from(all).flatMap(([key, value]): ReadonlyArray<Attribute> =>
    Predicate.isString(value)
      ? [{ key, value: { stringValue: value } }]
      : Predicate.isBoolean(value)
        ? [{ key, value: { boolValue: value } }]
        : Predicate.isNumber(value)
          ? [{ key, value: Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value } }]
          : [],
  )

/** 1 is done, 2 has failed. Of an error its tag alone: a message may quote what somebody typed. */
const statusOf = (exit: Exit.Exit<unknown, unknown>) =>
  Exit.isSuccess(exit)
    ? { code: 1 }
    : {
        code: 2,
        message: Cause.isInterruptedOnly(exit.cause)
          ? "interrupted"
          : Option.match(Cause.failureOption(exit.cause), {
              onNone: () => "Defect",
              onSome: (error) => Report.of(error).error,
            }),
      }
