/** Manual pages from the same words as the help: one for the program, and one for each command (`amili-case-show`). */
import * as ExitCode from "../process/ExitCode.ts"
import type { Flag } from "../command/Flag.ts"
import type { Leaf, Runnable } from "../command/Tree.ts"

export interface Described<R> {
  readonly leaf: Leaf<R>
  /** What is typed, from the program's name on. */
  readonly path: ReadonlyArray<string>
  readonly command: Runnable<R>
}

export interface Program<R> {
  readonly name: string
  readonly summary: string
  readonly commands: ReadonlyArray<Described<R>>
  /** Variables and what they are. */
  readonly environment: Readonly<Record<string, string>>
}

export interface Page {
  /** `amili-case-show.1`. */
  readonly file: string
  readonly text: string
}

/** Every page of a program, its own first; a program that is one command has one page. */
export const pagesOf = <R>(program: Program<R>): ReadonlyArray<Page> => {
  const file = `${program.name}.1`
  const [only] = program.commands
  if (only?.path.length === 1) return [{ file, text: ofOnly(program, only) }]
  return [
    { file, text: ofProgram(program) },
    ...program.commands.map((one) => ({ file: `${one.path.join("-")}.1`, text: ofCommand(program.name, one) })),
  ]
}

const ofProgram = <R>({ commands, environment, name, summary }: Program<R>) =>
  page([
    heading(name, summary),
    section("SYNOPSIS", [`.B ${plain(name)}`, String.raw`\fIcommand\fR [\fIoptions\fR]`]),
    section("DESCRIPTION", [plain(summary), ".PP", plain(`Each command has a page of its own, and --help.`)]),
    section(
      "COMMANDS",
      commands.flatMap(({ leaf, path }) => term(plain(path.join(" ")), leaf.summary)),
    ),
    variables(environment),
    exitStatus(),
    seeAlso(commands.map(({ path }) => path.join("-"))),
  ])

const ofCommand = <R>(program: string, described: Described<R>) =>
  page([...about(described), exitStatus(), seeAlso([program])])

const ofOnly = <R>({ environment }: Program<R>, described: Described<R>) =>
  page([...about(described), variables(environment), exitStatus()])

const about = <R>({ command, leaf, path }: Described<R>) => [
  heading(path.join("-"), leaf.summary),
  section("SYNOPSIS", [
    `.B ${plain(path.join(" "))}`,
    [
      ...command.positionals.map(({ name }) => `\\fI${plain(name)}\\fR`),
      ...(command.flags.length === 0 ? [] : [String.raw`[\fIoptions\fR]`]),
    ].join(" "),
  ]),
  section("DESCRIPTION", [plain(leaf.summary), ...command.details.flatMap((text) => [".PP", plain(text)])]),
  section(
    "ARGUMENTS",
    command.positionals.flatMap(({ description, name }) => term(plain(name), description)),
  ),
  section(
    "OPTIONS",
    command.flags.flatMap((flag) => term(termOf(flag), flag.description)),
  ),
  section(
    "EXAMPLES",
    command.examples.flatMap((example) => [
      ".PP",
      `${plain(example.effect)}:`,
      ".PP",
      ".RS 4",
      ".nf",
      plain(example.command),
      ".fi",
      ".RE",
    ]),
  ),
]

const variables = (environment: Readonly<Record<string, string>>) =>
  section(
    "ENVIRONMENT",
    Object.entries(environment).flatMap(([variable, text]) => term(plain(variable), text)),
  )

const heading = (name: string, summary: string) =>
  `.TH "${name.toUpperCase()}" 1 "" "" "User Commands"\n.SH NAME\n${plain(`${name} - ${summary}`)}\n`

const section = (title: string, lines: ReadonlyArray<string>) =>
  lines.length === 0 ? "" : `.SH ${title}\n${lines.filter((line) => line !== "").join("\n")}\n`

const term = (name: string, text: string) => [".TP", `\\fB${name}\\fR`, plain(text)]

const termOf = ({ names, value }: Flag) =>
  names.map((name) => plain(name)).join(", ") + (value === undefined ? "" : String.raw` \fI${plain(value)}\fB`)

const exitStatus = () =>
  section(
    "EXIT STATUS",
    ExitCode.table.flatMap(({ code, meaning }) => term(String(code), meaning)),
  )

const seeAlso = (pages: ReadonlyArray<string>) =>
  section("SEE ALSO", [pages.map((name) => String.raw`\fB${plain(name)}\fR(1)`).join(",\n")])

const page = (sections: ReadonlyArray<string>) => sections.join("")

/** Text as it is: a hyphen that can be copied, a backslash, and no command at the start of a line. */
const plain = (text: string) =>
  text
    .replaceAll("\\", String.raw`\e`)
    .replaceAll("-", String.raw`\-`)
    .replace(/^(['.])/, String.raw`\&$1`)
