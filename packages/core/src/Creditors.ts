/** Queries over creditors: a reader of the resource, see `Reader`. */
import * as Effect from "effect/Effect"
import { resource } from "./Creditor.ts"
import * as Reader from "./Reader.ts"

/** Reads creditors: by id, in lists and pages, and counts them. */
export class Creditors extends Effect.Service<Creditors>()("core/Creditors", { effect: Reader.make(resource) }) {}
