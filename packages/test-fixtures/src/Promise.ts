/// <reference lib="esnext.disposable" preserve="true" />
/** The sandbox for tests that do not use Effect: in vitest, jest, node:test or whatever runs promises. */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as Sandbox from "./Sandbox.ts"

export { type Options, SandboxError } from "./Sandbox.ts"

/** A server that runs until it is closed; `createAmili(sandbox)` makes a client of it. */
export interface RunningSandbox extends Omit<Sandbox.Running, "privateKeyPem">, AsyncDisposable {
  /** PEM text. */
  readonly privateKey: string
  /** Stops the server and removes the file of its key. */
  readonly close: () => Promise<void>
}

/** Starts a server on a free port of this machine; rejects with `SandboxError`. */
export const startSandbox = async (options: Sandbox.Options = {}): Promise<RunningSandbox> => {
  const scope = Effect.runSync(Scope.make())
  const exit = await Effect.runPromiseExit(Scope.extend(Sandbox.start(options), scope))
  const close = () => Effect.runPromise(Scope.close(scope, Exit.void))
  if (Exit.isFailure(exit)) {
    await close()
    throw Cause.squash(exit.cause)
  }
  const { privateKeyPem: privateKey, ...running } = exit.value
  return { ...running, privateKey, close, [Symbol.asyncDispose]: close }
}
