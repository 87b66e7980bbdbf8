/** Where the time goes: core's spans through OpenTelemetry, here printed to the terminal. `node dist/openTelemetry.js` */
import { Cases } from "@amili-cases/core/Cases"
import * as NodeSdk from "@effect/opentelemetry/NodeSdk"
import { ConsoleSpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base"
import { Console, Effect, Layer } from "effect"
import { Amili } from "./amili.ts"

/** In production: `new BatchSpanProcessor(new OTLPTraceExporter())`, and a metric reader for core's counters. */
const Telemetry = NodeSdk.layer(() => ({
  resource: { serviceName: "case-report" },
  spanProcessor: new SimpleSpanProcessor(new ConsoleSpanExporter()),
}))

const report = Effect.gen(function* () {
  const cases = yield* Cases
  yield* Console.log(`${yield* cases.count({ where: { closed: null } })} open cases`)
}).pipe(Effect.withSpan("report"))

await report.pipe(Effect.provide(Layer.merge(Amili, Telemetry)), Effect.runPromise)
