/**
 * The keychain of the machine, for the one secret that a profile holds: macOS Keychain, Windows Credential Manager, or
 * the Secret Service of a Linux desktop. Its code is native and optional: it is loaded when a secret is asked for, and
 * where it cannot be loaded or there is no keychain, that is a failure like any other.
 */
import process from "node:process"
import type { AsyncEntry } from "@napi-rs/keyring"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Predicate from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import * as Environment from "./Environment.ts"

/** There is no keychain, or it does not answer. `message` is the reason alone, to be put into a sentence. */
export class KeychainProblem extends Data.TaggedError("KeychainProblem")<{
  readonly message: string
}> {}

interface Service {
  /** What people call it. */
  readonly name: string
  /** None when it holds nothing for the account. */
  readonly get: (account: string) => Effect.Effect<Option.Option<Redacted.Redacted>, KeychainProblem>
  readonly set: (account: string, secret: Redacted.Redacted) => Effect.Effect<void, KeychainProblem>
  readonly remove: (account: string) => Effect.Effect<void, KeychainProblem>
}

/** The keychain in use. `AMILI_KEYCHAIN=off` says that there is none. */
export class Keychain extends Context.Reference<Keychain>()("app-kit/Keychain", {
  defaultValue: (): Service => (Environment.variables.AMILI_KEYCHAIN === "off" ? none : native),
}) {}

const platformNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: "the macOS keychain",
  win32: "the Windows Credential Manager",
}
const name = platformNames[process.platform] ?? "the keychain of this desktop (Secret Service)"

const service = "amili-cases"

/** A person may have to unlock it first. */
const patience = "60 seconds"

/** One entry of the native library. */
const withEntry = <A>(
  account: string,
  use: (entry: AsyncEntry, signal: AbortSignal) => Promise<A>,
): Effect.Effect<A, KeychainProblem> =>
  Effect.tryPromise({
    try: async (signal) => {
      const keyring = await import("@napi-rs/keyring")
      // Its other store on Linux is the kernel's, which forgets everything when the machine starts again.
      return use(new keyring.AsyncEntry(service, account, { linux: { store: "secret-service" } }), signal)
    },
    catch: (error) => new KeychainProblem({ message: reasonOf(error) }),
  }).pipe(
    Effect.timeoutFail({
      duration: patience,
      onTimeout: () => new KeychainProblem({ message: `no answer for ${patience}` }),
    }),
  )

const native: Service = {
  name,
  get: (account) =>
    Effect.map(
      withEntry(account, (entry, signal) => entry.getPassword(signal)),
      (secret) => Option.map(Option.fromNullable(secret), (text) => Redacted.make(text)),
    ),
  set: (account, secret) => withEntry(account, (entry, signal) => entry.setPassword(Redacted.value(secret), signal)),
  remove: (account) => withEntry(account, (entry, signal) => entry.deletePassword(signal)),
}

const off = Effect.fail(new KeychainProblem({ message: "AMILI_KEYCHAIN is off" }))
const none: Service = { name, get: () => off, set: () => off, remove: () => off }

const reasonOf = (error: unknown): string => {
  const message = Predicate.hasProperty(error, "message") ? String(error.message) : ""
  if (message.includes("DBUS_SESSION_BUS_ADDRESS") || message.includes("Failed to connect to socket"))
    return "there is no desktop session"
  if (message.includes("org.freedesktop.secrets")) return "this desktop has none"
  if (message.includes("Secret Service: no result found")) return "it is locked, and nobody is there to unlock it"
  if (Predicate.hasProperty(error, "code") && error.code === "MODULE_NOT_FOUND")
    return "its library is not installed for this machine"
  return message === "" ? "it does not answer" : (message.split("\n")[0] ?? message)
}
