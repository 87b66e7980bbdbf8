/** What went wrong with the journal's database, and what to do: by the code of SQLite, PostgreSQL, TLS or the system. */
import type { Language } from "@amili-cases/sheets/Column"
import * as Match from "effect/Match"

/** What is wrong, and the next step. */
export type Advice = Readonly<Record<Language, readonly [message: string, hint: string]>>

export const adviceOf = (code: string): Advice =>
  Match.value(code).pipe(
    Match.withReturnType<Advice>(),
    Match.when(Match.is("SQLITE_CORRUPT", "SQLITE_NOTADB"), () => ({
      en: [
        "the journal is damaged, or is not a journal",
        "move it aside and run amili-export journal rebuild: it makes the journal again from the files of the runs",
      ],
      sv: [
        "journalen är skadad, eller är ingen journal",
        "flytta undan den och kör amili-export journal rebuild: det gör om journalen från körningarnas filer",
      ],
    })),
    Match.when(startsWith("SQLITE_BUSY"), () => ({
      en: ["the journal is being written by another program", "run this again when that has ended"],
      sv: ["ett annat program skriver i journalen", "kör igen när det är klart"],
    })),
    Match.when(Match.is("SQLITE_FULL", "ENOSPC", "EDQUOT", "53100"), () => ({
      en: ["there is no space left for the journal", "make room on the disk and run this again: nothing is lost"],
      sv: ["det finns inget utrymme kvar för journalen", "gör plats på disken och kör igen: inget har gått förlorat"],
    })),
    Match.when(startsWith("SQLITE_IOERR"), () => ({
      en: [
        "the disk reported an error while the journal was read or written",
        "check the disk and its free space, then run this again",
      ],
      sv: [
        "disken rapporterade ett fel när journalen lästes eller skrevs",
        "kontrollera disken och dess lediga utrymme, och kör igen",
      ],
    })),
    Match.when(startsWith("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "EACCES", "EROFS", "EPERM"), () => ({
      en: [
        "the journal cannot be written",
        "make the file and its folder writable for you, or choose another place with --journal",
      ],
      sv: [
        "det går inte att skriva i journalen",
        "ge dig själv rätt att skriva i filen och dess mapp, eller välj en annan plats med --journal",
      ],
    })),
    Match.when(startsWith("SQLITE_CANTOPEN", "ENOENT", "ENOTDIR", "EISDIR"), () => ({
      en: [
        "the journal cannot be opened",
        "check that its folder exists and is yours, or choose another place with --journal",
      ],
      sv: [
        "det går inte att öppna journalen",
        "kontrollera att dess mapp finns och är din, eller välj en annan plats med --journal",
      ],
    })),
    Match.orElse(adviceOfServer),
  )

/** SQLSTATEs of PostgreSQL, and what happens on the way to it. */
const adviceOfServer = (code: string) =>
  Match.value(code).pipe(
    Match.withReturnType<Advice>(),
    Match.when(startsWith("28"), () => ({
      en: [
        "the database of the journal refused the login",
        "check the user and password in AMILI_JOURNAL_URL, and the server's pg_hba.conf",
      ],
      sv: [
        "journaldatabasen nekade inloggningen",
        "kontrollera användare och lösenord i AMILI_JOURNAL_URL, och serverns pg_hba.conf",
      ],
    })),
    Match.when("3D000", () => ({
      en: [
        "the database of the journal does not exist",
        "check its name at the end of AMILI_JOURNAL_URL, or make it with createdb",
      ],
      sv: ["journaldatabasen finns inte", "kontrollera namnet sist i AMILI_JOURNAL_URL, eller skapa den med createdb"],
    })),
    Match.when("42501", () => ({
      en: [
        "the user of the journal's database may not read or write its tables",
        "let the owner of the tables run GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO the user in AMILI_JOURNAL_URL",
      ],
      sv: [
        "journaldatabasens användare får inte läsa eller skriva i tabellerna",
        "låt tabellernas ägare köra GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO användaren i AMILI_JOURNAL_URL",
      ],
    })),
    Match.when(Match.is("22P05", "22021"), () => ({
      en: [
        "the database of the journal cannot hold this text: its encoding is not UTF8",
        "make a database with createdb -E UTF8 -T template0, copy the journal into it with pg_dump, and name it in AMILI_JOURNAL_URL",
      ],
      sv: [
        "journaldatabasen rymmer inte den här texten: dess teckenkodning är inte UTF8",
        "skapa en databas med createdb -E UTF8 -T template0, kopiera journalen till den med pg_dump, och ange den i AMILI_JOURNAL_URL",
      ],
    })),
    Match.when("25006", () => ({
      en: ["the database of the journal is a read-only copy", "name the primary server in AMILI_JOURNAL_URL"],
      sv: ["journaldatabasen är en kopia som bara går att läsa", "ange den primära servern i AMILI_JOURNAL_URL"],
    })),
    Match.when("NO_TLS", () => ({
      en: [
        "the server of the journal's database offers no TLS",
        "turn TLS on at the server, or leave sslmode out of AMILI_JOURNAL_URL in a network that you trust",
      ],
      sv: [
        "journaldatabasens server erbjuder ingen TLS",
        "slå på TLS på servern, eller utelämna sslmode ur AMILI_JOURNAL_URL i ett nätverk som ni litar på",
      ],
    })),
    Match.when(startsWith(...untrusted), (tls) => ({
      en: [
        `the certificate of the journal's database is not trusted (${tls})`,
        "name the certificate authority with NODE_EXTRA_CA_CERTS, or with sslrootcert in AMILI_JOURNAL_URL",
      ],
      sv: [
        `journaldatabasens certifikat är inte betrott (${tls})`,
        "ange certifikatutfärdaren med NODE_EXTRA_CA_CERTS, eller med sslrootcert i AMILI_JOURNAL_URL",
      ],
    })),
    Match.when(startsWith("53300"), () => ({
      en: [
        "the database of the journal has no connection left",
        "run this again later, or raise max_connections at the server",
      ],
      sv: ["journaldatabasen har inga lediga anslutningar", "kör igen senare, eller höj max_connections på servern"],
    })),
    Match.when(startsWith("08", "57P", "ECONNRESET", "EPIPE", "ETIMEDOUT"), () => ({
      en: [
        "the connection to the database of the journal was lost",
        "run this again when the server is back: what was not committed is finished or undone then",
      ],
      sv: [
        "anslutningen till journaldatabasen bröts",
        "kör igen när servern är tillbaka: det som inte hann slutföras slutförs eller tas tillbaka då",
      ],
    })),
    Match.when(Match.is("ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"), () => ({
      en: [
        "the database of the journal cannot be reached",
        "check the host and port in AMILI_JOURNAL_URL, and that the server runs",
      ],
      sv: [
        "journaldatabasen går inte att nå",
        "kontrollera värd och port i AMILI_JOURNAL_URL, och att servern är igång",
      ],
    })),
    Match.orElse((other) => ({
      en: [
        `the database of the journal failed${other === "" ? "" : ` (${other})`}`,
        "run this again: what was not committed is finished or undone then",
      ],
      sv: [
        `journaldatabasen svarade med ett fel${other === "" ? "" : ` (${other})`}`,
        "kör igen: det som inte hann slutföras slutförs eller tas tillbaka då",
      ],
    })),
  )

const untrusted = ["DEPTH_ZERO", "SELF_SIGNED", "UNABLE_TO", "CERT_", "ERR_TLS_CERT", "ERR_SSL"] as const

const startsWith =
  (...prefixes: ReadonlyArray<string>) =>
  (code: string): boolean =>
    prefixes.some((prefix) => code.startsWith(prefix))
