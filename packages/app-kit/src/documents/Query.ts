/**
 * JMESPath: a language in which people choose from a JSON document. Loads a library: import it on demand. Knows nothing
 * of Effect, so that a bundle of its own stays small.
 */
import { compile, isRegistered, TreeInterpreter } from "@jmespath-community/jmespath"
import type { JsonValue } from "./JsonValue.ts"

export type Compiled =
  | { readonly _tag: "Wrong"; readonly problem: string }
  /** Throws an `Error` for a document that does not fit, such as one with a text where a number is needed. */
  | { readonly _tag: "Right"; readonly search: (document: JsonValue) => JsonValue }

/** The expression ready to run, or what is wrong with it. */
export const read = (text: string): Compiled => {
  try {
    const tree = compile(text, { enable_legacy_literals: true })
    const unknown = functionsOf(tree).find((name) => !isRegistered(name))
    if (unknown !== undefined) return wrong(`there is no function ${unknown}()`)
    if (tree.type === "Binding") return wrong("a single = compares nothing; write ==")
    return { _tag: "Right", search: (document) => TreeInterpreter.search(tree, document) }
  } catch (cause) {
    return wrong(cause instanceof Error ? problemOf(cause) : "it cannot be read")
  }
}

const wrong = (problem: string): Compiled => ({ _tag: "Wrong", problem })

/** The library calls the end of the text a token. */
const problemOf = ({ message }: Error) =>
  message.includes("(EOF)") ? "it breaks off" : message.replace(/^Syntax error[:,] /, "")

/** Names of all functions in the tree, wherever they stand in it. */
const functionsOf = (node: unknown): ReadonlyArray<string> => {
  if (Array.isArray(node)) return node.flatMap(functionsOf)
  if (typeof node !== "object" || node === null) return []
  const own = "type" in node && node.type === "Function" && "name" in node && typeof node.name === "string"
  return [...(own ? [String(node.name)] : []), ...Object.values(node).flatMap(functionsOf)]
}
