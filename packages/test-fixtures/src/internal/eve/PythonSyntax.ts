/**
 * As much of Python's expression grammar as Eve lets a client write: `sort` goes through `ast.literal_eval`, a `where`
 * that is no JSON through `ast.parse`. `Left` stands for Python's SyntaxError.
 */
import * as Either from "effect/Either"
import { type Value } from "../../Document.ts"
import { keywords, numberValue, stringValue, SyntaxProblem, type Token, tokenize } from "./pythonTokens.ts"

export type Node =
  | { readonly _tag: "Constant"; readonly value: Value }
  | { readonly _tag: "Name"; readonly id: string }
  | { readonly _tag: "Attribute"; readonly of: Node; readonly name: string }
  | { readonly _tag: "Call"; readonly callee: Node; readonly args: ReadonlyArray<Node> }
  | { readonly _tag: "Compare"; readonly left: Node; readonly op: string; readonly right: Node }
  | { readonly _tag: "Bool"; readonly op: "$and" | "$or"; readonly values: ReadonlyArray<Node> }
  | { readonly _tag: "Unary"; readonly op: string; readonly operand: Node }
  | { readonly _tag: "Binary"; readonly left: Node; readonly op: string; readonly right: Node }
  | { readonly _tag: "Sequence"; readonly kind: "list" | "tuple" | "set"; readonly items: ReadonlyArray<Node> }
  | { readonly _tag: "Dict"; readonly keys: ReadonlyArray<Node>; readonly values: ReadonlyArray<Node> }

class Parser {
  at = 0
  readonly tokens: ReadonlyArray<Token>
  constructor(tokens: ReadonlyArray<Token>) {
    this.tokens = tokens
  }

  peek(text: string): boolean {
    const next = this.tokens[this.at]
    return next !== undefined && next.kind !== "string" && next.text === text
  }

  take(text: string): boolean {
    if (!this.peek(text)) return false
    this.at += 1
    return true
  }

  expect(text: string): void {
    if (!this.take(text)) throw new SyntaxProblem(`expected ${text}`)
  }

  /** A tuple without parentheses, or one expression. */
  top(): Node {
    const first = this.disjunction()
    if (!this.peek(",")) return first
    const items = [first]
    while (this.take(",")) {
      if (this.tokens[this.at]?.kind === "end" || this.peek(")")) break
      items.push(this.disjunction())
    }
    return { _tag: "Sequence", kind: "tuple", items }
  }

  disjunction(): Node {
    return this.chain("or", "$or", () => this.chain("and", "$and", () => this.negation()))
  }

  chain(word: string, op: "$and" | "$or", next: () => Node): Node {
    const values = [next()]
    while (this.take(word)) values.push(next())
    const [only] = values
    return values.length === 1 && only !== undefined ? only : { _tag: "Bool", op, values }
  }

  negation(): Node {
    return this.take("not") ? { _tag: "Unary", op: "not", operand: this.negation() } : this.comparison()
  }

  /** Eve looks at the first operator of a chain only, so the rest is read and forgotten. */
  comparison(): Node {
    const left = this.binary(0)
    let first: Node | undefined
    for (;;) {
      const op = this.comparator()
      if (op === undefined) return first ?? left
      const right = this.binary(0)
      first ??= { _tag: "Compare", left, op, right }
    }
  }

  comparator(): string | undefined {
    for (const op of ["==", "!=", "<=", ">=", "<", ">", "in"]) if (this.take(op)) return op
    if (this.take("is")) return this.take("not") ? "is not" : "is"
    if (this.peek("not")) {
      this.at += 1
      this.expect("in")
      return "not in"
    }
    return undefined
  }

  binary(level: number): Node {
    const ops = [
      ["|", "^", "&", "<<", ">>"],
      ["+", "-"],
      ["*", "/", "//", "%", "@"],
    ][level]
    if (ops === undefined) return this.unary()
    let left = this.binary(level + 1)
    for (;;) {
      const op = ops.find((op) => this.take(op))
      if (op === undefined) return left
      left = { _tag: "Binary", left, op, right: this.binary(level + 1) }
    }
  }

  unary(): Node {
    for (const op of ["-", "+", "~"]) if (this.take(op)) return { _tag: "Unary", op, operand: this.unary() }
    const base = this.primary()
    return this.take("**") ? { _tag: "Binary", left: base, op: "**", right: this.unary() } : base
  }

  primary(): Node {
    let node = this.atom()
    for (;;) {
      if (this.take(".")) {
        const name = this.tokens[this.at++]
        if (name === undefined || name.kind !== "name" || keywords.has(name.text)) throw new SyntaxProblem("attribute")
        node = { _tag: "Attribute", of: node, name: name.text }
      } else if (this.take("(")) node = { _tag: "Call", callee: node, args: this.items(")") }
      else if (this.take("[")) {
        const [index] = this.items("]")
        if (index === undefined) throw new SyntaxProblem("subscript")
        node = { _tag: "Binary", left: node, op: "[]", right: index }
      } else return node
    }
  }

  items(close: string): ReadonlyArray<Node> {
    const items: Array<Node> = []
    while (!this.take(close)) {
      items.push(this.disjunction())
      if (!this.take(",")) {
        this.expect(close)
        break
      }
    }
    return items
  }

  atom(): Node {
    const next = this.tokens[this.at]
    if (next === undefined || next.kind === "end") throw new SyntaxProblem("unexpected end")
    this.at += 1
    if (next.kind === "number") return { _tag: "Constant", value: numberValue(next.text) }
    if (next.kind === "string") {
      let value = stringValue(next.text)
      for (let more = this.tokens[this.at]; more?.kind === "string"; more = this.tokens[this.at]) {
        value += stringValue(more.text)
        this.at += 1
      }
      return { _tag: "Constant", value }
    }
    if (next.kind === "name") {
      if (next.text === "True" || next.text === "False") return { _tag: "Constant", value: next.text === "True" }
      if (next.text === "None") return { _tag: "Constant", value: null }
      if (keywords.has(next.text)) throw new SyntaxProblem(next.text)
      return { _tag: "Name", id: next.text }
    }
    if (next.text === "[") return { _tag: "Sequence", kind: "list", items: this.items("]") }
    if (next.text === "(") {
      if (this.take(")")) return { _tag: "Sequence", kind: "tuple", items: [] }
      const inner = this.top()
      this.expect(")")
      return inner
    }
    if (next.text === "{") return this.braces()
    throw new SyntaxProblem(next.text)
  }

  braces(): Node {
    const keys: Array<Node> = []
    const values: Array<Node> = []
    while (!this.take("}")) {
      keys.push(this.disjunction())
      if (this.take(":")) values.push(this.disjunction())
      if (values.length !== 0 && values.length !== keys.length) throw new SyntaxProblem("dict")
      if (!this.take(",")) {
        this.expect("}")
        break
      }
    }
    return values.length === 0 && keys.length > 0
      ? { _tag: "Sequence", kind: "set", items: keys }
      : { _tag: "Dict", keys, values }
  }
}

/** Parses one expression; `Left` where Python would raise a SyntaxError. */
export const parse = (text: string): Either.Either<Node, string> => {
  try {
    const parser = new Parser(tokenize(text))
    const node = parser.top()
    return parser.tokens[parser.at]?.kind === "end" ? Either.right(node) : Either.left("trailing input")
  } catch (error) {
    if (error instanceof SyntaxProblem) return Either.left(error.message)
    throw error
  }
}
