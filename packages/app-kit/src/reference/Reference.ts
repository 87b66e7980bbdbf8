/** The documents that are made of the help of a program, so that tests can keep them current. */
import * as ExitCode from "../process/ExitCode.ts"
import * as Help from "../command/Help.ts"
import * as Man from "./Man.ts"
import * as Tree from "../command/Tree.ts"

export interface Reference<R> {
  readonly commands: ReadonlyArray<Tree.Found<R> & { readonly command: Tree.Runnable<R> }>
  /** A document with its tables of exit codes and of commands as they are now, between their marks. */
  readonly inDocument: (text: string) => string
  readonly pages: ReadonlyArray<Man.Page>
  /** Paths of the pages in the package, for its `package.json`. */
  readonly man: ReadonlyArray<string>
}

/** Loads every command. `environment` says what the variables are for. */
export const of = async <R>(
  root: Tree.Entry<R>,
  environment: Readonly<Record<string, string>>,
): Promise<Reference<R>> => {
  const commands = await Promise.all(
    Tree.leaves(root).map(async ({ leaf, path }) => ({ leaf, path, command: await leaf.load() })),
  )
  const pages = Man.pagesOf({ name: root.name, summary: root.summary, commands, environment })
  const codes = ExitCode.table.map(({ code, meaning }) => `| ${code} | ${meaning} |\n`).join("")
  const helps = commands.map(({ command, leaf, path }) => `${Help.markdown(leaf, command, path)}\n`).join("")
  return {
    commands,
    inDocument: (text) =>
      replaced(replaced(text, "exit codes", `| code | meaning |\n|---|---|\n${codes}`), "commands", helps),
    pages,
    man: pages.map(({ file }) => `./man/${file}`),
  }
}

/** The text with what stands between the marks replaced. */
const replaced = (text: string, mark: string, content: string) => {
  const [start, end] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`]
  return `${text.slice(0, text.indexOf(start) + start.length)}\n${content}${text.slice(text.indexOf(end))}`
}
