/** Help texts: what a command does, its options, and examples that can be copied. */
import type * as Flag from "./Flag.ts"
import type { Entry, Group, Leaf, Runnable } from "./Tree.ts"
import { wrap } from "../terminal/Wrap.ts"

/** What a program shows when it is called without a command: where to start, and everything it can do. */
export const overview = <R>(root: Group<R>, start: ReadonlyArray<Row>, width: number): string =>
  sections([
    root.summary,
    section("Start here", rows(start, width)),
    section(
      "Commands",
      rows(
        root.entries.map((entry): Row => [entry.name, summaryOf(entry)]),
        width,
      ),
    ),
    `More about each: ${root.name} <command> --help`,
  ])

/** The commands of a group. */
export const ofGroup = <R>(group: Group<R>, path: ReadonlyArray<string>, width: number): string => {
  const shown = group.entries.map((entry): Row => [entry.name, summaryOf(entry)])
  return sections([
    group.summary,
    section("Usage", [`${path.join(" ")} <command>`]),
    section("Commands", rows(shown, width)),
    `Help for one of them: ${path.join(" ")} <command> --help`,
  ])
}

/** A command's whole help. */
export const ofCommand = <R>(
  leaf: Leaf<R>,
  command: Runnable<R>,
  path: ReadonlyArray<string>,
  width: number,
): string => {
  const positionals = command.positionals.map((positional) => positional.name)
  const options = command.flags.length === 0 ? [] : ["[options]"]
  return sections([
    leaf.summary,
    ...command.details.map((paragraph) => wrap(paragraph, width).join("\n")),
    section("Usage", [[...path, ...positionals, ...options].join(" ")]),
    section(
      "Arguments",
      rows(
        command.positionals.map((one): Row => [one.name, one.description]),
        width,
      ),
    ),
    section("Options", rows([...command.flags.map(flagRow), ["-h, --help", "show this help"]], width)),
    section(
      "Examples",
      command.examples.flatMap((example) => [...wrap(`# ${example.effect}`, width - 2), `$ ${example.command}`]),
    ),
  ])
}

export type Row = readonly [term: string, text: string]

const flagRow = (flag: Flag.Flag): Row => [
  flag.names.join(", ") + (flag.value === undefined ? "" : ` <${flag.value}>`),
  flag.description,
]

const summaryOf = <R>(entry: Entry<R>): string =>
  entry._tag === "Leaf" ? entry.summary : `${entry.summary} (${entry.entries.map((child) => child.name).join(", ")})`

/** The same help for a document, under a heading with the command. */
export const markdown = <R>(leaf: Leaf<R>, command: Runnable<R>, path: ReadonlyArray<string>): string => {
  const table = (title: string, all: ReadonlyArray<Row>) =>
    all.length === 0
      ? ""
      : [`| ${title} | |`, "|---|---|", ...all.map(([term, text]) => `| \`${pipes(term)}\` | ${pipes(text)} |`)].join(
          "\n",
        )
  const examples = command.examples.map((example) => `# ${example.effect}\n${example.command}`)
  return sections([
    `### ${path.join(" ")}`,
    leaf.summary,
    ...command.details,
    table(
      "argument",
      command.positionals.map((one): Row => [one.name, one.description]),
    ),
    table("option", command.flags.map(flagRow)),
    examples.length === 0 ? "" : `\`\`\`sh\n${examples.join("\n")}\n\`\`\``,
  ])
}

const pipes = (text: string) => text.replaceAll("|", String.raw`\|`)

/** Two columns; a term too long for its column stands on a line of its own. */
const rows = (all: ReadonlyArray<Row>, width: number): ReadonlyArray<string> => {
  const column = Math.min(26, Math.max(0, ...all.map(([term]) => term.length)))
  return all.flatMap(([term, text]) => {
    const lines = wrap(text, Math.max(20, width - column - 4))
    const [first = "", ...rest] = term.length > column ? ["", ...lines] : lines
    return [`${term.padEnd(column)}  ${first}`.trimEnd(), ...rest.map((line) => `${" ".repeat(column)}  ${line}`)]
  })
}

const section = (title: string, lines: ReadonlyArray<string>) =>
  lines.length === 0 ? "" : `${title}:\n${lines.map((line) => `  ${line}`).join("\n")}`

const sections = (parts: ReadonlyArray<string>) => `${parts.filter((part) => part !== "").join("\n\n")}\n`
