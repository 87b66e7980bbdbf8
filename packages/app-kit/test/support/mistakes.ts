/**
 * What may be wrong around a command line, as arbitraries: variables, options, kept settings and files. `{here}` in a text
 * is the folder of the attempt, so that nothing outside it is written to.
 */
import { FastCheck } from "effect"
import type { Flag } from "../../src/command/Flag.ts"
import * as Flags from "../../src/command/Flag.ts"
import * as Tree from "../../src/command/Tree.ts"

export interface Command {
  /** Without the program's name. */
  readonly path: ReadonlyArray<string>
  readonly flags: ReadonlyArray<Flag>
  readonly positionals: number
}

/** The commands of an app, but for those that are meant to run until somebody ends them. */
export const commandsOf = <R>(root: Tree.Entry<R>): Promise<ReadonlyArray<Command>> =>
  Promise.all(
    Tree.leaves(root)
      .filter(({ path }) => path.at(-2) !== "sandbox")
      .map(async ({ leaf, path }) => {
        const { flags, positionals } = await leaf.load()
        const ending = flags.filter((flag) => !["--watch", "--every"].includes(Flags.longName(flag)))
        return { path: path.slice(1), flags: ending, positionals: positionals.length }
      }),
  )

export interface Attempt {
  readonly argv: ReadonlyArray<string>
  /** Over a good environment; undefined removes a variable. */
  readonly variables: Readonly<Record<string, string | undefined>>
  /** Texts of files by their paths below the folder of the attempt; undefined is a folder of that name. */
  readonly files: Readonly<Record<string, string | undefined>>
}

const { array, constantFrom, dictionary, oneof, option, record, string, tuple } = FastCheck

const paths = [
  "{here}/new",
  "{here}/file",
  "{here}/file/below",
  "{here}/folder",
  "{here}/åäö blank",
  "relative",
  "~",
  "~/below",
  "~nobody/below",
  "/proc/below",
  "/proc/self/mem",
  "{here}/" + "long".repeat(80),
]
const words = [
  "",
  " ",
  "0",
  "-1",
  "1",
  "1e9",
  "99999999999999999999",
  "NaN",
  "null",
  "true",
  "csv",
  "json",
  "none",
  ".",
]
const odd = [
  "å",
  "İ",
  "\u202E",
  "\t",
  "\u001B[31m",
  "𝄞",
  "'",
  '"',
  "\\",
  "%",
  "$HOME",
  "--json",
  "-",
  "__proto__",
  "constructor",
]
const dates = ["today", "yesterday", "7d", "0001-01-01", "9999-12-31", "2026-02-30", "2026-13-01", "-7d", "1d"]
const addresses = [
  "http://127.0.0.1:1",
  "https://127.0.0.1:1",
  "http://[::1",
  "ftp://a",
  "//",
  "https://a b",
  "http://user:secret@127.0.0.1:1",
  "postgres://127.0.0.1:1/x",
]
const queries = ["[?", "length(@)", "{{", "{{.id}}", "a=b", "where={", 'where={"a":1}', "665d0659802fc3098ba74178"]

const value = oneof(
  constantFrom(...words, ...odd, ...dates, ...paths, ...addresses, ...queries),
  // No system takes a zero in a variable or an argument; and a path by chance stays below the folder of the attempt.
  string({ unit: "binary" }).map((text) => text.replaceAll("\0", "").replace(/^[/.]+/, "")),
)

const optionOf = (flag: Flag) =>
  flag.value === undefined
    ? FastCheck.constant([Flags.longName(flag)])
    : (flag.choices.length === 0 ? value : oneof(constantFrom(...flag.choices), value)).map((text) => [
        Flags.longName(flag),
        text,
      ])

const argvOf = ({ flags, path, positionals }: Command) =>
  tuple(
    flags.length === 0 ? FastCheck.constant([]) : array(constantFrom(...flags).chain(optionOf), { maxLength: 4 }),
    array(value, { maxLength: positionals + 1 }),
  ).map(([options, rest]) => path.concat(options.flat(), rest))

const variables = [
  ..."AMILI_BASE_URL AMILI_API_CODE AMILI_PRIVATE_KEY_FILE AMILI_PRIVATE_KEY AMILI_ACCESS_TOKEN AMILI_TOKEN_NAMES AMILI_PROFILE".split(
    " ",
  ),
  ..."AMILI_EXPORT_OUT AMILI_EXPORT_FORMAT AMILI_EXPORT_CSV AMILI_EXPORT_LANGUAGE AMILI_EXPORT_CLASSES AMILI_JOURNAL_URL".split(
    " ",
  ),
  ..."HOME USERPROFILE APPDATA XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME NODE_COMPILE_CACHE TMPDIR".split(" "),
  ..."HTTPS_PROXY https_proxy http_proxy ALL_PROXY NO_PROXY NODE_EXTRA_CA_CERTS SSL_CERT_FILE".split(" "),
  ..."TZ TERM COLUMNS NO_COLOR CLICOLOR_FORCE AMILI_FORCE_TTY".split(" "),
]

const settings = [
  "",
  "{}",
  "null",
  "[]",
  "{",
  '{"profiles":{}}',
  '{"profiles":{"default":{}}}',
  '{"default":"gone","profiles":{}}',
  '{"profiles":{"__proto__":{"out":"x"}}}',
  '{"profiles":{"default":{"out":"~/x","journal":"~nobody/x","format":"nosuch","csv":"","classes":"a=b"}}}',
  '{"profiles":{"default":{"baseUrl":"http://[","apiCode":"c","privateKeyFile":"~/key.pem","tokenNames":","}}}',
  "\uFEFF{}",
  "\0",
]
const contents = option(
  oneof(constantFrom(...settings, "SQLite format 3\0", "-----BEGIN PRIVATE KEY-----\n"), string()),
  {
    nil: undefined,
  },
)
const names = [
  "home/.config/amili/profiles.json",
  "home/.config/amili/export.json",
  "new/journal.db",
  "new/closed-000001.csv",
  "folder/inside",
  "relative",
  "home/.cache/amili",
]

export const attempts = (commands: ReadonlyArray<Command>): FastCheck.Arbitrary<Attempt> =>
  record({
    argv: constantFrom(...commands).chain(argvOf),
    variables: tuple(
      dictionary(constantFrom(...variables), option(value, { nil: undefined }), { maxKeys: 3 }),
      // Text by chance makes Node itself end with a signal.
      record({ LANG: constantFrom("C", "tr_TR.UTF-8", "sv_SE", "nosuch") }),
    ).map(([some, language]) => Object.assign(some, language)),
    files: dictionary(constantFrom(...names), contents, { maxKeys: 2 }),
  })
