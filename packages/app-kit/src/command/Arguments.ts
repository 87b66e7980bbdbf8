/**
 * The command line as people type it, brought into the order that the parser wants: options may stand anywhere, also
 * after the ids (`amili case show <id> --json`). Everything that is not known is refused here, with a suggestion.
 */
import * as Either from "effect/Either"
import * as Flag from "./Flag.ts"
import * as Suggest from "./suggest.ts"
import type { Entry, Group, Leaf, Runnable } from "./Tree.ts"
import { UsageError } from "./UsageError.ts"

/** Where a command line leads. `path` starts with the program's name. */
export type Route<R> =
  | { readonly _tag: "Version" }
  | {
      readonly _tag: "GroupHelp"
      readonly group: Group<R>
      readonly path: ReadonlyArray<string>
    }
  | {
      readonly _tag: "Command"
      readonly leaf: Leaf<R>
      readonly path: ReadonlyArray<string>
      readonly help: boolean
      readonly rest: ReadonlyArray<string>
    }

/**
 * Finds the command that the words lead to; a program without commands is one itself. `globals` are the options that may
 * also stand before the command's name.
 */
export const route = <R>(
  root: Entry<R>,
  argv: ReadonlyArray<string>,
  globals: ReadonlyArray<Flag.Named> = [],
): Either.Either<Route<R>, UsageError> => {
  if (root._tag === "Group") return inGroup(root, argv, globals)
  return Either.right(argv[0] === "--version" ? { _tag: "Version" } : toLeaf(root, [root.name], argv, false))
}

const inGroup = <R>(
  root: Group<R>,
  argv: ReadonlyArray<string>,
  globals: ReadonlyArray<Flag.Named>,
): Either.Either<Route<R>, UsageError> => {
  const before: Array<string> = []
  const path = [root.name]
  let help = false
  let group = root
  for (let index = 0; index < argv.length; index++) {
    const token = argv[index] ?? ""
    if (token === "--version" && group === root) return Either.right({ _tag: "Version" })
    if (isHelp(token) || (token === "help" && group === root && !isTopic(root, argv[index + 1]))) {
      help = true
      continue
    }
    if (token.startsWith("-") && token !== "-") {
      const flag = Flag.find(globals, nameOf(token))
      if (flag === undefined) return Either.left(unknownFlag(token, path, globals))
      before.push(token)
      if (flag.value !== undefined && !token.includes("=")) before.push(argv[++index] ?? "")
      continue
    }
    const entry: Entry<R> | undefined = group.entries.find((candidate) => candidate.name === token)
    if (entry === undefined) return Either.left(unknownCommand(token, path, group))
    path.push(entry.name)
    if (entry._tag === "Leaf") return Either.right(toLeaf(entry, path, [...before, ...argv.slice(index + 1)], help))
    group = entry
  }
  if (before.length > 0)
    return Either.left(
      new UsageError({ message: `${path.join(" ")} needs a command`, hint: `${path.join(" ")} --help` }),
    )
  return Either.right({ _tag: "GroupHelp", group, path })
}

/** `help exit-codes` is a command of the group `help`; `help case show` asks for the help of another one. */
const isTopic = <R>(root: Group<R>, word: string | undefined) =>
  root.entries.some(
    (entry) => entry.name === "help" && entry._tag === "Group" && entry.entries.some(({ name }) => name === word),
  )

const toLeaf = <R>(
  leaf: Leaf<R>,
  path: ReadonlyArray<string>,
  rest: ReadonlyArray<string>,
  help: boolean,
): Route<R> => {
  const end = rest.indexOf("--")
  const asks = (end === -1 ? rest : rest.slice(0, end)).some(isHelp)
  return { _tag: "Command", leaf, path, help: help || asks, rest }
}

/** Options first, each as its long name and its value, then `--` and the rest. */
export const arrange = (
  { flags, gone = {}, positionals }: Pick<Runnable<never>, "flags" | "gone" | "positionals">,
  rest: ReadonlyArray<string>,
  path: ReadonlyArray<string>,
): Either.Either<ReadonlyArray<string>, UsageError> => {
  const options: Array<string> = []
  const words: Array<string> = []
  const seen = new Set<string>()
  const refuse = (message: string) => Either.left(new UsageError({ message, hint: helpOf(path) }))
  for (let index = 0; index < rest.length; index++) {
    const token = rest[index] ?? ""
    if (token === "--") {
      words.push(...rest.slice(index + 1))
      break
    }
    if (!token.startsWith("-") || token === "-") {
      words.push(token)
      continue
    }
    const flag = Flag.find(flags, nameOf(token))
    if (flag === undefined) return Either.left(unknownFlag(token, path, flags, gone[nameOf(token)]))
    const name = Flag.longName(flag)
    const attached = valueOf(token)
    if (flag.value === undefined) {
      if (attached !== undefined) return refuse(`${name} takes no value`)
      if (!seen.has(name)) options.push(name)
    } else {
      const value = attached ?? rest[++index]
      if (value === undefined || (attached === undefined && Flag.find(flags, value) !== undefined))
        return refuse(`${name} needs a value: ${name} <${flag.value}>`)
      if (seen.has(name) && !flag.repeated) return refuse(`${name} is given twice`)
      options.push(name, value)
    }
    seen.add(name)
  }
  const missing = [
    ...flags.filter((flag) => flag.required && !seen.has(Flag.longName(flag))).map(Flag.longName),
    ...positionals
      .filter(({ required }) => required)
      .map(({ name }) => name)
      .slice(words.length),
  ]
  if (missing[0] !== undefined) return refuse(`${missing[0]} is missing`)
  return Either.right(words.length === 0 ? options : [...options, "--", ...words])
}

const isHelp = (token: string) => token === "--help" || token === "-h"
const nameOf = (token: string) => (token.includes("=") ? token.slice(0, token.indexOf("=")) : token)
const valueOf = (token: string) => (token.includes("=") ? token.slice(token.indexOf("=") + 1) : undefined)
const helpOf = (path: ReadonlyArray<string>) => `${path.join(" ")} --help`

const unknownFlag = (
  token: string,
  path: ReadonlyArray<string>,
  flags: ReadonlyArray<Flag.Named>,
  instead?: string,
) => {
  const meant = Suggest.closest(nameOf(token), ["--help", ...flags.flatMap((flag) => flag.names)])
  return new UsageError({
    message: `${path.join(" ")} has no option ${nameOf(token)}`,
    hint: instead ?? (meant === undefined ? helpOf(path) : `did you mean ${meant}? See ${helpOf(path)}`),
  })
}

const unknownCommand = <R>(token: string, path: ReadonlyArray<string>, group: Group<R>) => {
  const names = group.entries.map((entry) => entry.name)
  const meant = Suggest.closest(token, names)
  return new UsageError({
    message: `${path.join(" ")} has no command "${token}"`,
    hint:
      meant === undefined
        ? `one of ${names.join(", ")}; see ${helpOf(path)}`
        : `did you mean ${[...path, meant].join(" ")}?`,
  })
}
