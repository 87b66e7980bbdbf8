/** Queries over creditors: a reader of the resource, see `Reader`. */
import * as Effect from "effect/Effect"
import { resource } from "./Creditor.ts"
import * as Reader from "./Reader.ts"

export class Creditors extends Effect.Service<Creditors>()("core/Creditors", { effect: Reader.make(resource) }) {}
