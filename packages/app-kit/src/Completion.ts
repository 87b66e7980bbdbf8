/** Completion of a command line: what may follow the words typed so far. The shell asks the program itself. */
import * as Flag from "./Flag.ts"
import type { Entry, Group } from "./Tree.ts"

/** Values of options by the option's name (`--state`), asked for only when one is wanted. */
export type Values = Readonly<Record<string, () => Promise<ReadonlyArray<string>>>>

/** The candidates for the last of the words, which may be empty. */
export const candidates = async <R>(
  root: Group<R>,
  words: ReadonlyArray<string>,
  values: Values,
): Promise<ReadonlyArray<string>> => {
  const typed = words.slice(0, -1)
  const current = words.at(-1) ?? ""
  const previous = typed.at(-1) ?? ""
  const valuesOf = values[previous]
  if (valuesOf !== undefined) return startingWith(current, await valuesOf())
  let entry: Entry<R> = root
  for (const word of typed) {
    if (entry._tag === "Leaf") break
    entry = entry.entries.find(({ name }) => name === word) ?? entry
  }
  if (entry._tag === "Group") return startingWith(current, [...entry.entries.map(({ name }) => name), "--help"])
  const { flags } = await entry.load()
  // After an option with a value that nobody can list, the shell completes file names.
  if (Flag.find(flags, previous)?.value !== undefined) return []
  return current.startsWith("-") ? startingWith(current, [...flags.map(Flag.longName), "--help"]) : []
}

const shells = ["bash", "zsh", "fish"] as const
export type Shell = (typeof shells)[number]
export const isShell = (text: string): text is Shell => shells.some((shell) => shell === text)

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
compdef _${name} ${program}
`
    case "fish":
      return `complete -c ${program} -f -a '(${program} __complete -- (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
`
  }
}

const startingWith = (prefix: string, all: ReadonlyArray<string>) => all.filter((word) => word.startsWith(prefix))
