/** Why a document cannot be decoded, in words that show no value of it. */
import * as Option from "effect/Option"
import * as AST from "effect/SchemaAST"

/** Where in the document, in wire names, and what was expected there. */
export class Refusal {
  readonly path: string
  readonly reason: string
  constructor(path: string, reason: string) {
    this.path = path
    this.reason = reason
  }
  toString(): string {
    return `${this.path === "" ? "document" : this.path}: ${this.reason}`
  }
}

export const inside = (key: string, { path, reason }: Refusal): Refusal =>
  new Refusal(path === "" ? key : `${key}.${path}`, reason)

export const refuse = (ast: AST.AST, wire: unknown): Refusal =>
  new Refusal("", `expected ${expected(ast)}, got ${kind(wire)}`)

const expected = (ast: AST.AST): string => {
  if (AST.isStringKeyword(ast)) return "text"
  if (AST.isTypeLiteral(ast)) return "an object"
  if (AST.isTupleType(ast)) return "a list"
  return Option.getOrElse(AST.getDescriptionAnnotation(ast), () => String(ast))
}

/** The kind of a value, never the value; what stands for a bare NaN or Infinity is named, since no person is called that. */
const kind = (wire: unknown): string => {
  if (wire === undefined) return "nothing"
  if (wire === null) return "null"
  if (Array.isArray(wire)) return "a list"
  if (wire === "NaN" || wire === "Infinity" || wire === "-Infinity") return wire
  if (wire === "") return "empty text"
  return typeof wire === "string" ? "text" : typeof wire === "object" ? "an object" : `a ${typeof wire}`
}
