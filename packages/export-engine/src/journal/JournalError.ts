/** A failure of the journal's database, in words for the person who can do something about it. */
import type { SqlError } from "@effect/sql/SqlError"
import { Data, Match, Predicate } from "effect"

/** The journal cannot be read or written now. Nothing was exported that it does not know of. */
export class JournalError extends Data.TaggedError("JournalError")<{
  readonly message: string
  readonly hint: string
  /** Another process is writing at this moment: asking again soon may succeed. */
  readonly busy: boolean
  readonly cause: unknown
}> {}

export const ofSql = (error: SqlError): JournalError => ofCause(error)

/** By the code that the driver gives (SQLITE_..., an SQLSTATE, or one of the system's); its own text may hold values. */
export const ofCause = (cause: unknown): JournalError => {
  const [message, hint] = explain(codeOf(cause))
  return new JournalError({ message, hint, busy: codeOf(cause).startsWith("SQLITE_BUSY"), cause })
}

/** The first code down the chain of causes. */
const codeOf = (cause: unknown): string => {
  if (Predicate.hasProperty(cause, "code") && Predicate.isString(cause.code)) return cause.code
  return Predicate.hasProperty(cause, "cause") ? codeOf(cause.cause) : ""
}

const explain = (code: string) =>
  Match.value(code).pipe(
    Match.withReturnType<readonly [message: string, hint: string]>(),
    Match.when(Match.is("SQLITE_CORRUPT", "SQLITE_NOTADB"), () => [
      "the journal is damaged, or is not a journal",
      "put the latest backup of it in its place; it is not safe to export without it",
    ]),
    Match.when(startsWith("SQLITE_BUSY"), () => [
      "the journal is being written by another program",
      "run this again when that has ended",
    ]),
    Match.when(startsWith("SQLITE_FULL"), () => [
      "there is no space left for the journal",
      "make room on the disk and run this again: nothing is lost",
    ]),
    Match.when(startsWith("SQLITE_IOERR"), () => [
      "the disk reported an error while the journal was read or written",
      "check the disk, then run this again",
    ]),
    Match.when(Match.is("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "EACCES", "EROFS", "EPERM"), () => [
      "the journal cannot be written",
      "make the file and its folder writable for you, or choose another place with --journal",
    ]),
    Match.when(Match.is("SQLITE_CANTOPEN", "ENOENT", "ENOTDIR", "EISDIR"), () => [
      "the journal cannot be opened",
      "check that its folder exists and is yours, or choose another place with --journal",
    ]),
    Match.when(startsWith("28"), () => [
      "the database of the journal refused the login",
      "check the user and password in AMILI_JOURNAL_URL",
    ]),
    Match.when(Match.is("ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "ECONNRESET", "EAI_AGAIN"), () => [
      "the database of the journal cannot be reached",
      "check the host and port in AMILI_JOURNAL_URL",
    ]),
    Match.orElse((other) => [
      `the database of the journal failed${other === "" ? "" : ` (${other})`}`,
      "run this again: what was not committed is finished or undone then",
    ]),
  )

const startsWith =
  (prefix: string) =>
  (code: string): boolean =>
    code.startsWith(prefix)
