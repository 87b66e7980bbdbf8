/** Eve's second syntax for `where`: Python comparisons joined by `and`/`or` (`state=="reminder" and debt.due>5`). */
import * as Either from "effect/Either"
import { isDocument, ObjectId, toNumber, type Document, type Value } from "../../Document.ts"
import * as PythonSyntax from "./PythonSyntax.ts"
import { badRequest, crash, type Refusal } from "../http/Refusal.ts"

const operators: Record<string, string> = { "==": "", ">": "$gt", ">=": "$gte", "<": "$lt", "<=": "$lte", "!=": "$ne" }

/** Thrown inside the visitor only; `parse` turns it into a `Left`. */
class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super()
    this.refusal = refusal
  }
}

/** Eve's visitor keeps one "current value"; what it does not know leaves the last one standing, and so does this one. */
class Visitor {
  current: Value = null
  readonly query: Record<string, Value> = {}
  readonly open: Array<Array<Value>> = []

  visit(node: PythonSyntax.Node): void {
    switch (node._tag) {
      case "Constant":
        // True, False and None are no Num and no Str to Eve.
        if (node.value !== null && typeof node.value !== "boolean") this.current = node.value
        return
      case "Name":
        this.current = node.id
        return
      case "Attribute":
        this.visit(node.of)
        if (typeof this.current !== "string") throw new Refused(crash)
        this.current = `${this.current}.${node.name}`
        return
      case "Call":
        return this.call(node.callee, node.args)
      case "Compare":
        return this.compare(node)
      case "Bool":
        return this.combine(node)
      case "Unary":
        return this.visit(node.operand)
      case "Binary":
        this.visit(node.left)
        return this.visit(node.right)
      case "Sequence":
        for (const item of node.items) this.visit(item)
        return
      case "Dict":
        for (const item of [...node.keys, ...node.values]) this.visit(item)
    }
  }

  add(key: string, value: Value): void {
    const innermost = this.open.at(-1)
    if (innermost === undefined) this.query[key] = value
    else innermost.push({ [key]: value })
  }

  compare(node: Extract<PythonSyntax.Node, { _tag: "Compare" }>): void {
    this.visit(node.left)
    const left = this.current
    const operator = operators[node.op]
    if (operator === undefined) throw new Refused(crash)
    this.visit(node.right)
    if (typeof left !== "string") throw new Refused(crash)
    this.add(left, operator === "" ? this.current : { [operator]: this.current })
  }

  combine(node: Extract<PythonSyntax.Node, { _tag: "Bool" }>): void {
    this.open.push([])
    for (const value of node.values) this.visit(value)
    this.add(node.op, this.open.pop() ?? [])
  }

  call(callee: PythonSyntax.Node, args: ReadonlyArray<PythonSyntax.Node>): void {
    if (callee._tag !== "Name") return
    const values = args.map((arg) => (arg._tag === "Constant" ? arg.value : null))
    if (callee.id === "ObjectId") {
      const [hex] = values
      if (typeof hex !== "string" || !/^[\da-f]{24}$/i.test(hex)) throw new Refused(crash)
      this.current = new ObjectId(hex.toLowerCase())
    } else if (callee.id === "datetime") {
      const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = values.map(
        (value) => toNumber(value) ?? Number.NaN,
      )
      const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
      if (
        values.length < 3 ||
        Number.isNaN(date.getTime()) ||
        date.getUTCDate() !== day ||
        date.getUTCMonth() !== month - 1
      ) {
        throw new Refused(crash)
      }
      this.current = date
    }
  }
}

export const parse = (text: string): Either.Either<Document, Refusal> => {
  const parsed = PythonSyntax.parse(text)
  if (Either.isLeft(parsed)) return Either.left(badRequest)
  const node = parsed.right
  if (node._tag !== "Compare" && node._tag !== "Bool") return Either.left(badRequest)
  const visitor = new Visitor()
  try {
    visitor.visit(node)
  } catch (error) {
    if (error instanceof Refused) return Either.left(error.refusal)
    throw error
  }
  return isDocument(visitor.query) ? Either.right(visitor.query) : Either.left(badRequest)
}
