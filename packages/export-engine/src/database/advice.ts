/** What went wrong with the journal's database, and what to do: by the code of SQLite, PostgreSQL, TLS or the system. */
import * as Match from "effect/Match"

export const adviceOf = (code: string): readonly [message: string, hint: string] =>
  Match.value(code).pipe(
    Match.withReturnType<readonly [message: string, hint: string]>(),
    Match.when(Match.is("SQLITE_CORRUPT", "SQLITE_NOTADB"), () => [
      "the journal is damaged, or is not a journal",
      "move it aside and run amili-export journal rebuild: it makes the journal again from the files of the runs",
    ]),
    Match.when(startsWith("SQLITE_BUSY"), () => [
      "the journal is being written by another program",
      "run this again when that has ended",
    ]),
    Match.when(Match.is("SQLITE_FULL", "ENOSPC", "EDQUOT", "53100"), () => [
      "there is no space left for the journal",
      "make room on the disk and run this again: nothing is lost",
    ]),
    Match.when(startsWith("SQLITE_IOERR"), () => [
      "the disk reported an error while the journal was read or written",
      "check the disk and its free space, then run this again",
    ]),
    Match.when(startsWith("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "EACCES", "EROFS", "EPERM"), () => [
      "the journal cannot be written",
      "make the file and its folder writable for you, or choose another place with --journal",
    ]),
    Match.when(startsWith("SQLITE_CANTOPEN", "ENOENT", "ENOTDIR", "EISDIR"), () => [
      "the journal cannot be opened",
      "check that its folder exists and is yours, or choose another place with --journal",
    ]),
    Match.orElse(adviceOfServer),
  )

/** SQLSTATEs of PostgreSQL, and what happens on the way to it. */
const adviceOfServer = (code: string) =>
  Match.value(code).pipe(
    Match.withReturnType<readonly [message: string, hint: string]>(),
    Match.when(startsWith("28"), () => [
      "the database of the journal refused the login",
      "check the user and password in AMILI_JOURNAL_URL, and the server's pg_hba.conf",
    ]),
    Match.when("3D000", () => [
      "the database of the journal does not exist",
      "check its name at the end of AMILI_JOURNAL_URL, or make it with createdb",
    ]),
    Match.when("42501", () => [
      "the user of the journal's database may not read or write its tables",
      "let the owner of the tables run GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO the user in AMILI_JOURNAL_URL",
    ]),
    Match.when(Match.is("22P05", "22021"), () => [
      "the database of the journal cannot hold this text: its encoding is not UTF8",
      "make a database with createdb -E UTF8 -T template0, copy the journal into it with pg_dump, and name it in AMILI_JOURNAL_URL",
    ]),
    Match.when("25006", () => [
      "the database of the journal is a read-only copy",
      "name the primary server in AMILI_JOURNAL_URL",
    ]),
    Match.when("NO_TLS", () => [
      "the server of the journal's database offers no TLS",
      "turn TLS on at the server, or leave sslmode out of AMILI_JOURNAL_URL in a network that you trust",
    ]),
    Match.when(startsWith(...untrusted), (tls) => [
      `the certificate of the journal's database is not trusted (${tls})`,
      "name the certificate authority with NODE_EXTRA_CA_CERTS, or with sslrootcert in AMILI_JOURNAL_URL",
    ]),
    Match.when(startsWith("53300"), () => [
      "the database of the journal has no connection left",
      "run this again later, or raise max_connections at the server",
    ]),
    Match.when(startsWith("08", "57P", "ECONNRESET", "EPIPE", "ETIMEDOUT"), () => [
      "the connection to the database of the journal was lost",
      "run this again when the server is back: what was not committed is finished or undone then",
    ]),
    Match.when(Match.is("ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"), () => [
      "the database of the journal cannot be reached",
      "check the host and port in AMILI_JOURNAL_URL, and that the server runs",
    ]),
    Match.orElse((other) => [
      `the database of the journal failed${other === "" ? "" : ` (${other})`}`,
      "run this again: what was not committed is finished or undone then",
    ]),
  )

const untrusted = ["DEPTH_ZERO", "SELF_SIGNED", "UNABLE_TO", "CERT_", "ERR_TLS_CERT", "ERR_SSL"] as const

const startsWith =
  (...prefixes: ReadonlyArray<string>) =>
  (code: string): boolean =>
    prefixes.some((prefix) => code.startsWith(prefix))
