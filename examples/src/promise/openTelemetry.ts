/** Where the time goes: each answer as a span of OpenTelemetry, here printed. `node dist/promise/openTelemetry.js` */
import { createAmili, type ResponseEvent } from "@amili-cases/core/Promise"
import { context, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api"
import { BasicTracerProvider, ConsoleSpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { credentials, report } from "./amili.ts"

/** In production: `new BatchSpanProcessor(new OTLPTraceExporter())`. */
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())] })
const tracer = provider.getTracer("case-report")
const parent = tracer.startSpan("report")

/** An event carries no secret and no debtor's data. */
const onResponse = ({ method, milliseconds, sent, status }: ResponseEvent) => {
  const span = tracer.startSpan(
    `amili ${method}`,
    { kind: SpanKind.CLIENT, startTime: Date.now() - milliseconds, attributes: { sent, status: status ?? 0 } },
    trace.setSpan(context.active(), parent),
  )
  if (status === undefined) span.setStatus({ code: SpanStatusCode.ERROR })
  span.end()
}

const amili = createAmili({ ...credentials(), onResponse })

const count = async () => console.log(`${await amili.cases.count({ where: { closed: null } })} open cases`)

await count().catch(report).finally(amili.close)
parent.end()
await provider.shutdown()
