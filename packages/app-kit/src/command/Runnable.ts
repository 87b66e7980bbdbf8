/** Makes an `@effect/cli` command runnable in a `Tree`: its options and texts as data, its parse errors as one line. */
import { CliConfig, Command, CommandDescriptor } from "@effect/cli"
import type { CliApp, HelpDoc, Span, Usage } from "@effect/cli"
import { Effect, Option } from "effect"
import type { Flag } from "./Flag.ts"
import * as Trace from "../process/Trace.ts"
import type { Example, Positional, Runnable } from "./Tree.ts"
import { UsageError } from "./UsageError.ts"

export interface Texts {
  /** Paragraphs that follow the summary in the help. */
  readonly details?: ReadonlyArray<string>
  /** What the help shows and the tests run. */
  readonly examples: ReadonlyArray<Example>
  /** Whether it takes `--trace-file`: true unless it does nothing worth a trace. */
  readonly traced?: boolean
}

/** The command with the texts that its help needs beyond the descriptions of its options. */
export const make = <Name extends string, R, E, A>(
  command: Command.Command<Name, R, E, A>,
  texts: Texts,
): Runnable<R | CliApp.CliApp.Environment> => {
  const usages = named(Command.getUsage(command), false).slice(1)
  const options = usages.filter((usage) => usage.names.some((name) => name.startsWith("-")))
  const positionals = usages.filter((usage) => !options.includes(usage))
  // Only help shows descriptions, and putting a help document together takes longer than most of what a command does.
  let sections: ReturnType<typeof sectionsOf> | undefined
  const described = (heading: string, index: number): Description => {
    sections ??= sectionsOf(Command.getHelp(command, config))
    return sections.get(heading)?.[index] ?? noDescription
  }
  return {
    details: texts.details ?? [],
    examples: texts.examples,
    flags: [
      ...options.map((usage, index) => toFlag(usage, () => described("OPTIONS", index))),
      ...(texts.traced === false ? [] : [Trace.flag]),
    ],
    get positionals() {
      return positionals.map((usage, index) => toPositional(usage, described("ARGUMENTS", index)))
    },
    run: runner(command),
  }
}

const config = CliConfig.make({ isCaseSensitive: true, autoCorrectLimit: 0, showBuiltIns: false })

/**
 * Parses and runs. The library's own way to run a command prints what is wrong before it fails, looks for options of its
 * own that none of ours has, and loads what it would need for them.
 */
const runner =
  <Name extends string, R, E, A>({ descriptor, handler, transform }: Command.Command<Name, R, E, A>) =>
  (argv: ReadonlyArray<string>): Effect.Effect<void, E | UsageError, R | CliApp.CliApp.Environment> =>
    Effect.gen(function* () {
      const words = [...CommandDescriptor.getNames(descriptor), ...argv]
      const directive = yield* Effect.mapError(CommandDescriptor.parse(descriptor, words, config), ({ error }) =>
        refused(linesOf(error).join(" ")),
      )
      if (directive._tag === "BuiltIn") return yield* refused(`${directive.option._tag} is no option`)
      const [unknown] = directive.leftover
      if (unknown !== undefined) return yield* refused(`Received unknown argument: '${unknown}'`)
      yield* transform(handler(directive.value), directive.value)
    })

const refused = (message: string) => new UsageError({ message: inOurWords(message) })

/** What is missing, as the help calls it. */
const inOurWords = (message: string) =>
  message
    .replace(/^Expected to find option: '(--[\w-]+)'$/, "$1 is missing")
    .replace(/^Missing argument <([\w-]+)>.*$/, "<$1> is missing")

interface NamedUsage {
  readonly names: ReadonlyArray<string>
  readonly value: string | undefined
  readonly repeated: boolean
}

const named = (usage: Usage.Usage, repeated: boolean): ReadonlyArray<NamedUsage> => {
  switch (usage._tag) {
    case "Empty":
    case "Mixed":
      return []
    case "Named":
      return [{ names: usage.names, value: Option.getOrUndefined(usage.acceptedValues), repeated }]
    case "Optional":
      return named(usage.usage, repeated)
    case "Repeated":
      return named(usage.usage, true)
    case "Alternation":
    case "Concat":
      return [...named(usage.left, repeated), ...named(usage.right, repeated)]
  }
}

interface Description {
  readonly text: string
  readonly optional: boolean
}

const noDescription: Description = { text: "", optional: false }

const toFlag = (usage: NamedUsage, description: () => Description): Flag => ({
  names: usage.names.toSorted((a, b) => a.length - b.length),
  value: usage.value,
  repeated: usage.repeated,
  get description() {
    return description().text
  },
})

const toPositional = (usage: NamedUsage, { optional, text }: Description): Positional => {
  const name = `${usage.names.join(" ")}${usage.repeated ? "..." : ""}`
  return { name: optional ? `[${name}]` : name, description: text }
}

/** The descriptions of a help document, by heading, in the order in which the usage names their subjects. */
const sectionsOf = (doc: HelpDoc.HelpDoc): Map<string, ReadonlyArray<Description>> => {
  const sections = new Map<string, ReadonlyArray<Description>>()
  let heading = ""
  const visit = (part: HelpDoc.HelpDoc): void => {
    if (part._tag === "Header") heading = spanText(part.value)
    if (part._tag === "Sequence") {
      visit(part.left)
      visit(part.right)
    }
    if (part._tag === "DescriptionList") {
      const texts = part.definitions.map(([, body]) => descriptionOf(linesOf(body)))
      sections.set(heading, [...(sections.get(heading) ?? []), ...texts])
    }
  }
  visit(doc)
  return sections
}

/** The first line says what type the value has and the last ones whether it may be left out: neither is shown as it is. */
const descriptionOf = (lines: ReadonlyArray<string>): Description => {
  const isBoilerplate = (line: string) => /^This (setting|option|argument) (is|may|must)/.test(line)
  return {
    text: lines
      .slice(1)
      .filter((line) => !isBoilerplate(line))
      .join(" "),
    optional: lines.some((line) => isBoilerplate(line) && /optional|zero or more/.test(line)),
  }
}

const linesOf = (doc: HelpDoc.HelpDoc): ReadonlyArray<string> => {
  switch (doc._tag) {
    case "Empty":
      return []
    case "Header":
    case "Paragraph":
      return [spanText(doc.value)]
    case "Sequence":
      return [...linesOf(doc.left), ...linesOf(doc.right)]
    case "Enumeration":
      return doc.elements.flatMap(linesOf)
    case "DescriptionList":
      return doc.definitions.flatMap(([term, body]) => [spanText(term), ...linesOf(body)])
  }
}

const spanText = (span: Span.Span): string => {
  switch (span._tag) {
    case "Text":
    case "URI":
      return span.value
    case "Sequence":
      return spanText(span.left) + spanText(span.right)
    case "Highlight":
    case "Strong":
    case "Weak":
      return spanText(span.value)
  }
}
