/** Spans, metrics and logs to a collector, as OTEL_EXPORTER_OTLP_ENDPOINT names it; nowhere without it. */
import * as Otlp from "@effect/opentelemetry/Otlp"
import * as Environment from "@amili-cases/app-kit/settings/Environment"
import type { HttpClient } from "@effect/platform/HttpClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"

export const variables = {
  OTEL_EXPORTER_OTLP_ENDPOINT:
    "a collector of OpenTelemetry, such as http://localhost:4318, for spans, metrics and logs of workers",
} as const

export const layer = (worker: string, version: string, client: Layer.Layer<HttpClient>): Layer.Layer<never> =>
  Layer.unwrapEffect(
    Effect.map(
      Environment.variable("OTEL_EXPORTER_OTLP_ENDPOINT"),
      Option.match({
        onNone: () => Layer.empty,
        onSome: (baseUrl) =>
          Otlp.layerJson({
            baseUrl: baseUrl.trim(),
            resource: {
              serviceName: "amili-fleet",
              serviceVersion: version,
              attributes: { "service.instance.id": worker },
            },
          }).pipe(Layer.provide(client)),
      }),
    ),
  )
