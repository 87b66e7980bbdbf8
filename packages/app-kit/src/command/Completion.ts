/** Completion of a command line: what may follow the words typed so far. The shell asks the program itself. */
import * as Flag from "./Flag.ts"
import type { Entry, Group } from "./Tree.ts"

/**
 * Values by the option's name (`--state`), with the command in front where it has others (`payout list --fields`), or by
 * the command for what stands after it; asked for only when wanted.
 */
export type Values = Readonly<Record<string, () => Promise<ReadonlyArray<string>>>>

/** The candidates for the last of the words, which may be empty. */
export const candidates = async <R>(
  root: Group<R>,
  words: ReadonlyArray<string>,
  values: Values,
): Promise<ReadonlyArray<string>> => {
  // bash makes three words of `--state=x`; the others leave it one.
  const parts = words.filter((word, index) => word !== "=" || index === 0)
  const [current = "", ...before] = words.at(-1) === "=" ? ["", ...parts.toReversed()] : parts.toReversed()
  const typed = before.toReversed()
  const { entry, path } = find(root, typed)
  const flags = entry._tag === "Leaf" ? (await entry.load()).flags : undefined
  const valuesOf = (option: string) => {
    const flag = Flag.find(flags ?? [], option)
    if (flags !== undefined && flag?.value === undefined) return undefined
    const choices = flag?.choices ?? []
    if (choices.length > 0) return () => Promise.resolve(choices)
    return values[`${path.join(" ")} ${option}`] ?? values[option]
  }
  const previous = typed.at(-1) ?? ""
  const listedValues = previous.startsWith("-") ? valuesOf(previous) : undefined
  if (listedValues !== undefined) return listed(current, await listedValues())
  const [, option = "", text = ""] = /^(--[^=]+)=(.*)$/.exec(current) ?? []
  if (option !== "") {
    const found = listed(text, (await valuesOf(option)?.()) ?? [])
    return found.map((value) => `${option}=${value}`)
  }
  if (entry._tag === "Group") return startingWith(current, [...entry.entries.map(({ name }) => name), "--help"])
  // After an option with a value that nobody can list, the shell completes file names.
  if (flags === undefined || Flag.find(flags, previous)?.value !== undefined) return []
  if (current.startsWith("-")) return startingWith(current, [...flags.map(Flag.longName), "--help"])
  return startingWith(current, (await values[path.join(" ")]?.()) ?? [])
}

/** The command that the words lead to, and its words alone. */
const find = <R>(root: Group<R>, words: ReadonlyArray<string>) => {
  let entry: Entry<R> = root
  const path: Array<string> = []
  for (const word of words) {
    if (entry._tag === "Leaf") break
    const next: Entry<R> | undefined = entry.entries.find(({ name }) => name === word)
    if (next === undefined) continue
    path.push(word)
    entry = next
  }
  return { entry, path }
}

export const shells = ["bash", "zsh", "fish"] as const
export type Shell = (typeof shells)[number]

/** The script that a shell reads at its start. It calls `program __complete -- word...`. */
export const script = (program: string, shell: Shell): string => {
  const name = program.replaceAll("-", "_")
  switch (shell) {
    case "bash":
      return `_${name}() {
  local IFS=$'\\n'
  COMPREPLY=($(${program} __complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _${name} ${program}
`
    case "zsh":
      return `#compdef ${program}
_${name}() {
  local -a found
  found=("\${(@f)$(${program} __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "$found" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
if [ "$funcstack[1]" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${program}; fi
`
    case "fish":
      return `function __${name}_complete
  set -l found (${program} __complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)
  if test (count $found) -gt 0; string join \\n -- $found; else; __fish_complete_path (commandline -ct); end
end
complete -c ${program} -f -a '(__${name}_complete)'
`
  }
}

/** Of a list of values with commas, the last is completed. */
const listed = (text: string, all: ReadonlyArray<string>) => {
  const start = text.slice(0, text.lastIndexOf(",") + 1)
  return startingWith(
    text,
    all.map((value) => `${start}${value}`),
  )
}

const startingWith = (prefix: string, all: ReadonlyArray<string>) => all.filter((word) => word.startsWith(prefix))
