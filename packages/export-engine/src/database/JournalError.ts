/** A failure of the journal's database, in words for the person who can do something about it. */
import type { SqlError } from "@effect/sql/SqlError"
import * as Data from "effect/Data"
import * as Predicate from "effect/Predicate"
import type { InBoth } from "../report/Said.ts"
import { type Advice, adviceOf } from "./advice.ts"

/** The journal cannot be read or written now. Nothing was exported that it does not know of. */
export class JournalError extends Data.TaggedError("JournalError")<
  InBoth & {
    /** Another process is writing at this moment: asking again soon may succeed. */
    readonly busy: boolean
    /** The connection is gone: what was asked last may have been done or not. */
    readonly lost: boolean
    readonly cause: unknown
  }
> {}

export const ofSql = (error: SqlError): JournalError => ofCause(error)

/** By the code that the driver gives (SQLITE_..., an SQLSTATE, or one of the system's); its own text may hold values. */
export const ofCause = (cause: unknown): JournalError => {
  const code = codeOf(cause)
  const busy = code.startsWith("SQLITE_BUSY")
  return new JournalError({ ...inBoth(adviceOf(code)), busy, lost: isLost(code), cause })
}

/** While the tables are made or brought up to date: a missing right is another one than later. */
export const ofMigration = (cause: unknown): JournalError =>
  codeOf(cause) === "42501"
    ? because({
        en: [
          "the user of the journal's database may not make its tables",
          "let the owner of the database run GRANT USAGE, CREATE ON SCHEMA public TO that user; where another user has made the tables already, ALTER TABLE ... OWNER TO that user",
        ],
        sv: [
          "journaldatabasens användare får inte skapa tabellerna",
          "låt databasens ägare köra GRANT USAGE, CREATE ON SCHEMA public TO den användaren; har en annan användare redan skapat tabellerna: ALTER TABLE ... OWNER TO den användaren",
        ],
      })
    : ofCause(cause)

/** An error that no driver has reported. */
export const because = (advice: Advice): JournalError =>
  new JournalError({ ...inBoth(advice), busy: false, lost: false, cause: undefined })

const inBoth = ({ en, sv }: Advice): InBoth => ({
  message: en[0],
  hint: en[1],
  swedish: { message: sv[0], hint: sv[1] },
})

/** The first code down the chain of causes, or one that stands for a sentence of the driver. */
const codeOf = (cause: unknown): string => {
  if (Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code)) return cause.code
  const below = Predicate.hasProperty(cause, "cause") ? codeOf(cause.cause) : ""
  return below === "" && cause instanceof Error ? codeOfSentence(cause.message) : below
}

/** The PostgreSQL driver gives no code for these. */
const codeOfSentence = (message: string): string => {
  if (message.includes("does not support SSL")) return "NO_TLS"
  return /connection (terminated|ended)|connection error|not queryable|timeout expired/i.test(message) ? "08006" : ""
}

const isLost = (code: string): boolean =>
  code.startsWith("08") || code.startsWith("57P") || ["ECONNRESET", "EPIPE", "ETIMEDOUT"].includes(code)
