/**
 * Core's services over cases of your own, in memory: for unit tests that want neither a socket nor a server to start.
 * Behind them stand core itself and the sandbox's engine, so that they answer what the API would answer.
 */
import { type Case } from "@amili-cases/core/Case"
import type * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import { type Document } from "./Document.ts"
import * as Fixtures from "./Fixtures.ts"
import { type Options, type SandboxError } from "./internal/start/StartOptions.ts"
import { layerLoopback, type Services } from "./Sandbox.ts"
import * as Wire from "./internal/http/Wire.ts"

/** Core over these cases; `options` lets things go wrong. */
export const layerTest = (cases: Iterable<Case>, options: Options = {}): Layer.Layer<Services, SandboxError> =>
  layerLoopback({ ...options, data: { ...options.data, cases: documents(cases) } })

/** The stored form of typed cases. */
export const documents = (cases: Iterable<Case>): ReadonlyArray<Document> =>
  Array.from(cases, (value) => Option.getOrElse(Wire.toDocument(JSON.stringify(Fixtures.toWire(value))), () => ({})))
