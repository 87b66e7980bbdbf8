/**
 * Who may come in: a one-time token, which the terminal shows, becomes a session, which a cookie names. Neither is kept
 * anywhere else: with the program all sessions end.
 */
import { randomBytes } from "node:crypto"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"

/** A token that nobody has used by then is useless. */
const tokenLife = Duration.toMillis("10 minutes")

/** A session without a request for so long has ended. */
const idle = Duration.toMillis("30 minutes")

/** Somebody's browsers: more than these at once are nobody's. */
const mostSessions = 16

export class Access extends Effect.Service<Access>()("desk/Access", {
  sync: () => {
    let token: { readonly text: string; readonly until: number } | undefined
    /** When each session was last used, the longest unused one first. */
    const sessions = new Map<string, number>()

    /** A new token. An earlier one that was not used is useless from now on. */
    const fresh: Effect.Effect<string> = Effect.map(Clock.currentTimeMillis, (now) => {
      token = { text: secret(), until: now + tokenLife }
      return token.text
    })

    /** The session that a token opens, once. */
    const enter = (given: string): Effect.Effect<Option.Option<string>> =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        if (token === undefined || token.text !== given || now >= token.until) return Option.none()
        token = undefined
        const session = secret()
        const [oldest] = sessions.keys()
        if (oldest !== undefined && sessions.size >= mostSessions) sessions.delete(oldest)
        sessions.set(session, now)
        return Option.some(session)
      })

    /** Whether a session goes on. `used` says that somebody works with it. */
    const goesOn = (session: string, used: boolean): Effect.Effect<boolean> =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const last = sessions.get(session)
        if (last === undefined) return false
        if (used || now - last >= idle) sessions.delete(session)
        if (now - last >= idle) return false
        if (used) sessions.set(session, now)
        return true
      })

    const leave = (session: string): Effect.Effect<void> => Effect.sync(() => void sessions.delete(session))

    return { enter, fresh, goesOn, leave }
  },
}) {}

const secret = () => randomBytes(32).toString("base64url")
