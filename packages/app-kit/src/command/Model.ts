/** What an `@effect/cli` command takes, read from the library's own models: `Usage` for names, `HelpDoc` for descriptions. */
import * as CliConfig from "@effect/cli/CliConfig"
import * as Command from "@effect/cli/Command"
import type * as HelpDoc from "@effect/cli/HelpDoc"
import type * as Span from "@effect/cli/HelpDoc/Span"
import type * as Usage from "@effect/cli/Usage"
import * as Option from "effect/Option"
import type { Flag } from "./Flag.ts"
import type { Positional } from "./Tree.ts"

export interface Model {
  readonly flags: ReadonlyArray<Flag>
  readonly positionals: ReadonlyArray<Positional>
}

export const config = CliConfig.make({ isCaseSensitive: true, autoCorrectLimit: 0, showBuiltIns: false })

export const of = <Name extends string, R, E, A>(command: Command.Command<Name, R, E, A>): Model => {
  // The first is the command's own name.
  const parameters = parametersOf(Command.getUsage(command)).slice(1)
  const options = parameters.filter(isOption)
  const positionals = parameters.filter((parameter) => !isOption(parameter))
  // The library describes arguments first, options after them, each in the order of the usage.
  const bodies = bodiesOf(Command.getHelp(command, config))
  const describe = (parameter: Parameter, index: number) => descriptionOf(bodies[index], parameter.wrappers.length)
  return {
    flags: options.map((option, index) => ({
      names: option.names.toSorted((a, b) => a.length - b.length),
      value: option.value,
      choices: option.value?.includes(choiceSeparator) ? option.value.split(choiceSeparator) : [],
      repeated: option.wrappers.includes("Repeated"),
      required: option.wrappers.length === 0,
      description: describe(option, positionals.length + index),
    })),
    positionals: positionals.map((positional, index) => ({
      name: shown(positional),
      required: positional.wrappers.length === 0,
      description: describe(positional, index),
    })),
  }
}

/** As the library writes a choice: `open | closed`. */
export const choiceSeparator = " | "

interface Parameter {
  readonly names: ReadonlyArray<string>
  readonly value: string | undefined
  readonly wrappers: ReadonlyArray<"Optional" | "Repeated">
}

/** `<serial>`, or `[<id>...]` for any number, also none. */
const shown = ({ names, wrappers }: Parameter) => {
  const name = `${names.join(" ")}${wrappers.includes("Repeated") ? "..." : ""}`
  return wrappers.length === 0 ? name : `[${name}]`
}

const isOption = ({ names }: Parameter) => names.some((name) => name.startsWith("-"))

const parametersOf = (usage: Usage.Usage, wrappers: Parameter["wrappers"] = []): ReadonlyArray<Parameter> => {
  switch (usage._tag) {
    case "Empty":
    case "Mixed":
      return []
    case "Named":
      return [{ names: usage.names, value: Option.getOrUndefined(usage.acceptedValues), wrappers }]
    case "Optional":
    case "Repeated":
      return parametersOf(usage.usage, [...wrappers, usage._tag])
    case "Alternation":
    case "Concat":
      return [...parametersOf(usage.left, wrappers), ...parametersOf(usage.right, wrappers)]
  }
}

const bodiesOf = (doc: HelpDoc.HelpDoc): ReadonlyArray<HelpDoc.HelpDoc> => {
  if (doc._tag === "Sequence") return [...bodiesOf(doc.left), ...bodiesOf(doc.right)]
  return doc._tag === "DescriptionList" ? doc.definitions.map(([, body]) => body) : []
}

/** The library puts a paragraph about the type before our description, and one for each wrapper after it. */
const descriptionOf = (body: HelpDoc.HelpDoc | undefined, wrappers: number): string => {
  const paragraphs = body === undefined ? [] : paragraphsOf(body)
  return paragraphs.slice(1, paragraphs.length - wrappers).join(" ")
}

/** The texts of a document, a paragraph each. */
export const paragraphsOf = (doc: HelpDoc.HelpDoc): ReadonlyArray<string> => {
  switch (doc._tag) {
    case "Empty":
      return []
    case "Header":
    case "Paragraph":
      return [textOf(doc.value)]
    case "Sequence":
      return [...paragraphsOf(doc.left), ...paragraphsOf(doc.right)]
    case "Enumeration":
      return doc.elements.flatMap(paragraphsOf)
    case "DescriptionList":
      return doc.definitions.flatMap(([term, body]) => [textOf(term), ...paragraphsOf(body)])
  }
}

const textOf = (span: Span.Span): string => {
  switch (span._tag) {
    case "Text":
    case "URI":
      return span.value
    case "Sequence":
      return textOf(span.left) + textOf(span.right)
    case "Highlight":
    case "Strong":
    case "Weak":
      return textOf(span.value)
  }
}
