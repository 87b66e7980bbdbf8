/** Where access tokens rest between processes: a port. Losing one costs an exchange, never a call. */
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import type * as DateTime from "effect/DateTime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"

/** An access token with the time at which it ends. */
export interface StoredToken {
  /** The text of the token: a secret. */
  readonly token: Redacted.Redacted
  /** When the token ends, by the clock of this machine. */
  readonly expiresAt: DateTime.Utc
}

/** A store that cannot be read or written. The caller logs it and works without. */
export class TokenStoreError extends Data.TaggedError("TokenStoreError")<{
  readonly message: string
  readonly cause?: unknown
}> {}

/** `key` names the API and the credentials without containing them; it is safe as a file name. */
export class TokenStore extends Context.Tag("core/TokenStore")<
  TokenStore,
  {
    readonly get: (key: string) => Effect.Effect<Option.Option<StoredToken>, TokenStoreError>
    readonly set: (key: string, token: StoredToken) => Effect.Effect<void, TokenStoreError>
    readonly remove: (key: string) => Effect.Effect<void, TokenStoreError>
  }
>() {
  /** Tokens live as long as the process. */
  static readonly inMemory = (): Context.Tag.Service<TokenStore> => {
    const tokens = new Map<string, StoredToken>()
    return {
      get: (key) => Effect.sync(() => Option.fromNullable(tokens.get(key))),
      set: (key, token) => Effect.sync(() => void tokens.set(key, token)),
      remove: (key) => Effect.sync(() => void tokens.delete(key)),
    }
  }

  static readonly layerMemory: Layer.Layer<TokenStore> = Layer.sync(this, this.inMemory)
}
